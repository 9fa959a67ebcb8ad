package org.sparklaunch.querytracker.yson;

/** Bytes are no YSON; the message says what was found where. */
public final class YsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YsonException(String message) {
        super(message);
    }
}
