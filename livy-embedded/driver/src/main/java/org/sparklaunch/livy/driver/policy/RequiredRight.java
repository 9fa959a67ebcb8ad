package org.sparklaunch.livy.driver.policy;

import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** What a plan asks of the policy. */
sealed interface RequiredRight {

    /** A right on something. */
    record Have(Right right, Resource resource) implements RequiredRight {}

    /** To be told of something: its columns, its size, what is inside. */
    record Know(Resource resource) implements RequiredRight {}

    /** To give a setting a value, or to see it. */
    record Setting(String key) implements RequiredRight {}

    /**
     * What no policy gives.
     *
     * @param what as the subject of a sentence
     */
    record Never(String what) implements RequiredRight {}
}
