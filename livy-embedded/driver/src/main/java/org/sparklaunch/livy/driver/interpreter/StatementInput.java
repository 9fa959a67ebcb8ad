package org.sparklaunch.livy.driver.interpreter;

/**
 * One statement for an interpreter.
 *
 * @param id the server's number of the statement, Livy's {@code execution_count}
 * @param code the user's code
 * @param jobGroup the Spark job group by which the statement's jobs are cancelled and counted
 */
public record StatementInput(int id, String code, String jobGroup) {

    /** Makes a statement of a session that has the driver to itself. */
    public StatementInput(int id, String code) {
        this(id, code, "statement-" + id);
    }
}
