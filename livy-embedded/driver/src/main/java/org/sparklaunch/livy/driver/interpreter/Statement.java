package org.sparklaunch.livy.driver.interpreter;

/**
 * One statement as an interpreter sees it.
 *
 * @param id the server's number for it, Livy's {@code execution_count}
 * @param code what the user wrote
 */
public record Statement(int id, String code) {

    /** The Spark job group that cancels and counts this statement's jobs. */
    public String jobGroup() {
        return "statement-" + id;
    }
}
