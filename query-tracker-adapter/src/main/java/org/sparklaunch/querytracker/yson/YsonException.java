package org.sparklaunch.querytracker.yson;

/** Thrown for bytes that are not YSON; the message names what was found, and where. */
public final class YsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    YsonException(String message) {
        super(message);
    }
}
