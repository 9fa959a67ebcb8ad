package org.sparklaunch.livy.protocol;

import java.io.IOException;

/** The peer is not who it should be, speaks another version, or sent what no peer of this version sends. */
public final class ProtocolException extends IOException {

    public ProtocolException(String message) {
        super(message);
    }
}
