package org.sparklaunch.livy.server.session;

/** The driver could not add what it was given; the message is its own. */
public final class ResourceException extends RuntimeException {
    ResourceException(String message) {
        super(message);
    }
}
