package org.sparklaunch.livy.server.session;

/** The session cannot do this in its present state. */
public final class SessionStateException extends RuntimeException {

    SessionStateException(SessionState state) {
        super("Session is in state " + state.wireName());
    }
}
