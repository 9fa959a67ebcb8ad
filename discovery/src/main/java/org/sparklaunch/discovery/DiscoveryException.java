package org.sparklaunch.discovery;

import org.sparklaunch.commands.UserFacing;

/** The store of announcements could not do in time what was asked; the message is fit for a user. */
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
