package org.sparklaunch.livy.driver.policy;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/** Checks relations as soon as they are resolved. */
final class ResolvedRelationsRule extends Rule<LogicalPlan> {
    private final PolicyCheck check;

    ResolvedRelationsRule(PolicyCheck check) {
        this.check = check;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!check.isOpen()) {
            check.checkResolved(plan);
        }
        return plan;
    }
}
