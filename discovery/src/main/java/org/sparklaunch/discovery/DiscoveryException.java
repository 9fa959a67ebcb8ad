package org.sparklaunch.discovery;

import org.sparklaunch.commands.UserFacing;

/** Thrown when the store of announcements does not complete a request in time; the message is for users. */
public class DiscoveryException extends RuntimeException implements UserFacing {
    private static final long serialVersionUID = 1L;

    /** A failure with nothing beneath it. */
    public DiscoveryException(String message) {
        super(message);
    }

    /** A failure with its cause. */
    public DiscoveryException(String message, Throwable cause) {
        super(message, cause);
    }
}
