package org.sparklaunch.livy.driver.policy;

import java.util.Properties;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;

/**
 * Notes what a plan reads and writes; changes nothing. An optimizer's rule sees each plan that is executed, commands too, once
 * and on the thread of its statement. The folders of tables are not searched for links, so this costs no file access.
 */
final class UsedResourcesRule extends Rule<LogicalPlan> {
    private final Supplier<UsedResources> used;
    private final SparkSession session;
    private final ResourceNames names;

    UsedResourcesRule(Supplier<UsedResources> used, SparkSession session) {
        this.used = used;
        this.session = session;
        this.names = ResourceNames.withoutLinks(session);
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        Properties properties = session.sparkContext().getLocalProperties();
        UsedResources collected = used.get();
        if (collected.isOpen(properties)) {
            try {
                collected.note(properties, PlanRights.ofWhole(plan, names));
            } catch (Exception | LinkageError e) {
                // The audit log says so; a query does not fail because of it.
                // Scala throws checked exceptions undeclared.
                collected.noteUnknown(properties, Words.of(plan.getClass().getSimpleName()));
            }
        }
        return plan;
    }
}
