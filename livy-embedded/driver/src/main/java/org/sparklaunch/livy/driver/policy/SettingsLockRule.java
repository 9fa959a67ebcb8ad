package org.sparklaunch.livy.driver.policy;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * Sets the locked settings again before each analysis, while no name is resolved yet. The parser does the same for the settings of
 * the session, but Spark resolves the text of a view with settings of its own, which may be those from before the policy.
 */
final class SettingsLockRule extends Rule<LogicalPlan> {
    private final PolicyCheck check;

    SettingsLockRule(PolicyCheck check) {
        this.check = check;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        check.lockSettings();
        return plan;
    }
}
