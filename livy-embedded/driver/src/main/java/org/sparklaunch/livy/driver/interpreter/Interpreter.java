package org.sparklaunch.livy.driver.interpreter;

import java.util.List;
import java.util.Optional;

/**
 * Runs the statements of one language on the session's one Spark session.
 *
 * <p>{@link #execute} is called by one thread at a time, with one exception: after a statement ignored its
 * {@linkplain #interrupt() interruption} for the grace period it is abandoned to its thread, and the next statement
 * comes while the abandoned one may still run. Whatever that one still prints or returns must not show in another
 * statement's output; its own is thrown away.
 */
public interface Interpreter extends AutoCloseable {

    /**
     * Runs the code to its end. Spark jobs that it starts belong to the statement's job group: for those started on
     * the calling thread (and its children) the driver has set it already, a language with threads or a process of its
     * own carries {@link StatementInput#jobGroup()} there.
     *
     * @return what a client sees; a failure of the user's code is an output, never an exception
     * @throws InterruptedException when the thread was interrupted and the code gave in
     */
    StatementOutput execute(StatementInput statement) throws InterruptedException;

    /**
     * Asks the running statement to end, beyond what the driver does for every language: it cancels the job group and
     * interrupts the thread in {@link #execute}. A language that runs in a process of its own sends it a signal here.
     * Comes from another thread, must not block, and must do nothing when no statement runs.
     */
    void interrupt();

    /** Returns what the running statement has printed, if the driver knows it before the end. Comes from another thread. */
    default String printed() {
        return "";
    }

    /**
     * Returns completions of the code at the cursor, best first; none where the language has no completer. Called from
     * another thread, also while a statement runs.
     *
     * @param cursor how many characters of the code stand before it
     */
    default List<String> complete(String code, int cursor) {
        return List.of();
    }

    /** Returns the whole results of earlier statements, for a language that has such. */
    default WholeResults results() {
        return WholeResults.NONE;
    }

    /** Returns whether the next statement can run here. If not, the interpreter is closed and another one started. */
    default boolean isAlive() {
        return true;
    }

    /** Returns what runs jobs of this language beside its statements; empty for a language that has no jobs. */
    default Optional<JobRunner> jobs() {
        return Optional.empty();
    }

    /** Returns whether jobs can run here. Unlike a statement, a job does not wait for an abandoned statement. */
    default boolean isRunning() {
        return isAlive();
    }

    /** Ends the interpreter and every process it started. May come while a statement runs, and more than once. */
    @Override
    void close();
}
