package org.sparklaunch.livy.driver.statement;

import org.sparklaunch.livy.driver.interpreter.StatementInput;

/** Controls the Spark jobs of statements. */
public interface JobControl {

    /** Assigns the jobs of the calling thread and its children to the statement. */
    void begin(StatementInput statement);

    /** Ends the assignment of the calling thread, and the reports. */
    void end(StatementInput statement);

    /** Ends the reports of an abandoned statement, whose thread still runs. */
    void stopReporting(StatementInput statement);

    /** Cancels the statement's jobs, those that start later included. May be repeated. */
    void cancel(StatementInput statement);

    /** Returns whether the statement has a Spark job that runs. */
    boolean isActive(StatementInput statement);
}
