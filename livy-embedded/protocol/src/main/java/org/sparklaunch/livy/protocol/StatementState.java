package org.sparklaunch.livy.protocol;

import java.util.Locale;

/**
 * The state of a statement as in Livy 0.9. A statement that failed is {@link #AVAILABLE} with an error output: Livy
 * documents a state {@code error} but does not use it.
 */
public enum StatementState {
    WAITING,
    RUNNING,
    AVAILABLE,
    CANCELLING,
    CANCELLED;

    /** Returns the name in REST bodies. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the state is final. */
    public boolean isFinal() {
        return this == AVAILABLE || this == CANCELLED;
    }
}
