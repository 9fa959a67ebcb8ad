package org.sparklaunch.livy.server.request;

import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * What limits and records the work of all sessions and batches.
 *
 * @param policy the current policy
 */
public record Oversight(PolicyFile policy, AuditLog audit) {

    /** Returns the rule for SQL-only sessions. */
    public SqlOnly sqlOnly() {
        return new SqlOnly(policy);
    }
}
