package org.sparklaunch.livy.server;

import java.util.Map;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.policy.PolicyFile.Refresh;

/** Reads a changed policy file and records it in the audit log. A file that stays wrong is recorded once. */
final class PolicyWatch implements Runnable {
    private final PolicyFile policy;
    private final AuditLog audit;
    private Refresh last = Refresh.UNCHANGED;

    PolicyWatch(PolicyFile policy, AuditLog audit) {
        this.policy = policy;
        this.audit = audit;
    }

    @Override
    public void run() {
        Refresh now = policy.refresh();
        if (now == Refresh.APPLIED) {
            audit.write(AuditEvent.ofServer("reload_policy", Map.of(), Verdict.ALLOWED, null));
        } else if (now == Refresh.REFUSED && last != Refresh.REFUSED) {
            audit.write(AuditEvent.ofServer(
                    "reload_policy",
                    Map.of(),
                    Verdict.FAILED,
                    "the changed file has errors; the policy before applies"));
        }
        last = now;
    }
}
