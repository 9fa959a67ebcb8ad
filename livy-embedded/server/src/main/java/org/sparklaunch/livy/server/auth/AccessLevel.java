package org.sparklaunch.livy.server.auth;

/** The rights of a caller on a session or batch; each includes those before it. */
public enum AccessLevel {
    /** The session is not shown. */
    NONE,
    /** Its existence and state are shown. */
    SEE,
    /** Its settings, log and statements are shown as well. */
    VIEW,
    /** All that its owner may do. */
    MODIFY;

    /** Returns whether this right includes the other. */
    public boolean reaches(AccessLevel needed) {
        return compareTo(needed) >= 0;
    }
}
