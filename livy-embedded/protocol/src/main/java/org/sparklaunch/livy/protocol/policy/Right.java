package org.sparklaunch.livy.protocol.policy;

import java.util.Locale;

/** What a rule of the policy allows or denies. */
public enum Right {
    READ,
    WRITE,
    /** To give a Spark setting a value. */
    SET,
    /** To run code: Scala, Python, R, jars. Whoever may is bound by nothing in the same process. */
    CODE,
    /** To find queries that carry an access control object. */
    USE,
    /** To change, share and end such queries. */
    ADMINISTER;

    /** As in the policy file and in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
