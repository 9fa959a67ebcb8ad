package org.sparklaunch.livy.protocol.policy;

import java.util.Locale;

/** What a rule allows or denies. */
public enum Right {
    READ,
    WRITE,
    /** To set or see a Spark setting, or to give an option of a data source. */
    SET,
    /** To run code: Scala, Python, R, jars. No policy can restrict code in the same process. */
    CODE,
    /** To find queries with an access control object. */
    USE,
    /** To change, share and end such queries. */
    ADMINISTER;

    /** Returns the right as in the policy file and in messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
