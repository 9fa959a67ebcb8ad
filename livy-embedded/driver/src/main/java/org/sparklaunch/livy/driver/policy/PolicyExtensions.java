package org.sparklaunch.livy.driver.policy;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** Hooks the gate into every analysis of a Spark session that is built with it. */
public final class PolicyExtensions {

    private PolicyExtensions() {}

    /** What Spark's session builder takes. */
    public static Function1<SparkSessionExtensions, BoxedUnit> of(Supplier<PolicyGate> gate) {
        return extensions -> {
            lookFirst(extensions, session -> new PathLiteralRule(new PolicyCheck(gate, session)));
            extensions.injectResolutionRule(session -> new ResolvedRelationsRule(new PolicyCheck(gate, session)));
            extensions.injectCheckRule(session -> {
                PolicyCheck check = new PolicyCheck(gate, session);
                return plan -> {
                    check.checkWhole(plan);
                    return BoxedUnit.UNIT;
                };
            });
            return BoxedUnit.UNIT;
        };
    }

    /** Spark 3.5 has no hook so early: there the files of a path literal are opened, for their columns, and then refused. */
    private static void lookFirst(SparkSessionExtensions extensions, Function1<SparkSession, Rule<LogicalPlan>> rule) {
        try {
            extensions
                    .getClass()
                    .getMethod("injectHintResolutionRule", Function1.class)
                    .invoke(extensions, rule);
        } catch (NoSuchMethodException e) {
            // The two later looks hold all the same.
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark does not take the policy's first look", e);
        }
    }
}
