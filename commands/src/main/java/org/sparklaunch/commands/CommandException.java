package org.sparklaunch.commands;

/** Ends a command with a line for the user and an exit code. */
public final class CommandException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** Creates an end without a cause. */
    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Creates an end with a cause, which {@code --stacktrace} shows. */
    public CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the process. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
