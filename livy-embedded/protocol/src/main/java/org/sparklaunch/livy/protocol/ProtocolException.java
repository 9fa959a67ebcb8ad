package org.sparklaunch.livy.protocol;

import java.io.IOException;

/** Thrown when the peer cannot be authenticated, has another version, or sends what no peer of this version sends. */
public final class ProtocolException extends IOException {

    public ProtocolException(String message) {
        super(message);
    }
}
