package org.sparklaunch.livy.driver.policy;

import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * Sets the locked settings again before each analysis, while no name is resolved yet. The parser does the same, but it sees a script
 * as a whole, in which a {@code RESET} may come before another statement. A view has settings of its own.
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
