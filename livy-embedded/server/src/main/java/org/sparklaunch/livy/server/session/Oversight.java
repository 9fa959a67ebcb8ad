package org.sparklaunch.livy.server.session;

import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * What limits and records the work of all sessions.
 *
 * @param policy the current policy
 */
public record Oversight(PolicyFile policy, AuditLog audit) {}
