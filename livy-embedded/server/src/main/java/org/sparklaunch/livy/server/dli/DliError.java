package org.sparklaunch.livy.server.dli;

/** The error codes of the Data Lake Insight service that this server uses, with their HTTP status. */
public enum DliError {
    /** A parameter is missing, unknown or has a wrong value. */
    PARAMETER("DLI.0001", 400),
    /** The name is taken. */
    EXISTS("DLI.0006", 400),
    /** The server does not have this operation. */
    UNSUPPORTED("DLI.0007", 405),
    /** A package or module that the request names is not there. */
    RESOURCE("DLI.0012", 400),
    /** The caller is not authenticated. */
    UNAUTHENTICATED("DLI.0013", 401),
    /** The caller lacks the right. */
    FORBIDDEN("DLI.0016", 403),
    /** There is no such session, batch or statement. */
    NOT_FOUND("DLI.0023", 404),
    /** The server failed. */
    INTERNAL("DLI.0999", 500),
    /** All sessions that the server may have are in use. */
    QUOTA("DLI.1028", 400);

    private final String code;
    private final int status;

    DliError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    public String code() {
        return code;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the error for a response of this status. */
    public static DliError ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> UNSUPPORTED;
            default -> status >= 500 ? INTERNAL : PARAMETER;
        };
    }

    /** Returns the exception with this error and message. */
    public DliException because(String message) {
        return new DliException(this, message);
    }
}
