package org.sparklaunch.livy.server.session;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * What all sessions of a server share.
 *
 * @param terminations runs the endings of sessions, which block
 */
record SessionServices(Executor terminations, Oversight oversight, InstantSource clock) {
    PolicyFile policy() {
        return oversight.policy();
    }
}
