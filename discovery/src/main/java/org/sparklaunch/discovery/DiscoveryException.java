package org.sparklaunch.discovery;

/** The store of announcements could not do in time what was asked; the message is fit for a user. */
public class DiscoveryException extends RuntimeException {
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
