package org.sparklaunch.commands;

/** The exit codes of all commands. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Failed, with the reason in one line on standard error. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** The named thing does not exist, or was not ready in time. */
    NOT_FOUND(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** Returns the exit status of the process. */
    public int code() {
        return code;
    }
}
