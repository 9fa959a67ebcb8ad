package org.sparklaunch.commands;

/** Ends a command with a line for the user and an exit code. */
public final class CommandException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /** An end with nothing beneath it. */
    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** An end with its cause, which {@code --stacktrace} shows. */
    public CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** What the process ends with. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
