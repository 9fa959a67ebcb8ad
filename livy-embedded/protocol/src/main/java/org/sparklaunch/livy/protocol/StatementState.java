package org.sparklaunch.livy.protocol;

import java.util.Locale;

/**
 * The state of a statement as Livy 0.9 shows it. A statement that failed is {@link #AVAILABLE} with an error output: Livy
 * documents a state {@code error} but never produces it.
 */
public enum StatementState {
    WAITING,
    RUNNING,
    AVAILABLE,
    CANCELLING,
    CANCELLED;

    /** The name in REST bodies. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more happens to a statement in this state. */
    public boolean isFinal() {
        return this == AVAILABLE || this == CANCELLED;
    }
}
