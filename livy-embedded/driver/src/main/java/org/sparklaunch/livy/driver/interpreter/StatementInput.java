package org.sparklaunch.livy.driver.interpreter;

/**
 * One statement as an interpreter sees it.
 *
 * @param id the server's number for it, Livy's {@code execution_count}
 * @param code what the user wrote
 * @param jobGroup the Spark job group that cancels and counts this statement's jobs
 */
public record StatementInput(int id, String code, String jobGroup) {

    /** One of the session that has the driver to itself. */
    public StatementInput(int id, String code) {
        this(id, code, "statement-" + id);
    }
}
