package org.sparklaunch.livy.server.auth;

/** How far a caller gets with a session or batch; each step has those before it. */
public enum Access {
    /** It looks as if it did not exist. */
    NONE,
    /** That it exists and how it is. */
    SEE,
    /** Its settings, log and statements, too. */
    VIEW,
    /** Everything that its owner may. */
    MODIFY;

    /** Whether this goes as far as that. */
    public boolean reaches(Access needed) {
        return compareTo(needed) >= 0;
    }
}
