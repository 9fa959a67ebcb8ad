package org.sparklaunch.commands;

/** How every command of the product tells its caller what came of it. */
public enum ExitCode {
    /** Done. */
    DONE(0),
    /** Failed, with one line on standard error that says why. */
    FAILED(1),
    /** The command line is wrong. */
    USAGE(2),
    /** What was asked for does not exist, or was not ready in time. */
    NOT_FOUND(3);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The process's exit status. */
    public int code() {
        return code;
    }
}
