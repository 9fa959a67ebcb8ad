package org.sparklaunch.livy.driver.interpreter;

/** Runs jobs of one language. Several threads call at a time, also while a statement of the same language runs. */
public interface JobRunner {

    /**
     * Runs a job to its end on the calling thread, which another may interrupt.
     *
     * @param group the Spark job group of the job; a language with threads of its own carries it there
     * @param payload what the client's library encoded, as base64 text
     * @return the result as the client's library decodes it, base64 text again
     * @throws Exception when the job failed; its stack trace is what the client sees
     */
    String run(String group, String payload) throws Exception;

    /** Asks a job to end, beyond the interruption of its thread. Must not block; without effect when it is over. */
    default void interrupt(String group) {}
}
