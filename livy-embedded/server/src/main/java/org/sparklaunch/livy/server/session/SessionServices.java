package org.sparklaunch.livy.server.session;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.request.Oversight;
import org.sparklaunch.livy.server.request.RightsWatch;

/**
 * What all sessions of a server share.
 *
 * @param terminations runs the endings of sessions, which block
 */
record SessionServices(Executor terminations, Oversight oversight, InstantSource clock) {
    PolicyFile policy() {
        return oversight.policy();
    }

    /** Returns what finds out when the policy takes away the rights of the session. */
    RightsWatch watch(SessionEntry.Created created) {
        return oversight.sqlOnly().watch(created.owner(), created.sqlOnly(), created.spec(), clock);
    }
}
