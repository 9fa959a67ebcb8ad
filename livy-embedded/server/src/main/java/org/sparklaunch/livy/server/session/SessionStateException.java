package org.sparklaunch.livy.server.session;

/** Thrown when the session's state does not allow the request. */
public final class SessionStateException extends RuntimeException {

    SessionStateException(SessionState state) {
        super("Session is in state " + state.wireName());
    }
}
