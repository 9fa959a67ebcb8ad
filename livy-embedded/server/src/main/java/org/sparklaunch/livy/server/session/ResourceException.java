package org.sparklaunch.livy.server.session;

/** Thrown when the driver cannot add a resource; the message is the driver's. */
public final class ResourceException extends RuntimeException {
    ResourceException(String message) {
        super(message);
    }
}
