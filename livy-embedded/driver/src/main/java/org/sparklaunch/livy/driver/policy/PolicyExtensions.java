package org.sparklaunch.livy.driver.policy;

import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** Hooks the gate into every analysis of a Spark session that is built with it. */
public final class PolicyExtensions {

    private PolicyExtensions() {}

    /** What Spark's session builder takes; the gate of a session is asked for at each look. */
    public static Function1<SparkSessionExtensions, BoxedUnit> of(Function<SparkSession, PolicyGate> gates) {
        return extensions -> {
            lookFirst(extensions, session -> new PathLiteralRule(check(gates, session)));
            extensions.injectResolutionRule(session -> new ResolvedRelationsRule(check(gates, session)));
            extensions.injectCheckRule(session -> {
                PolicyCheck check = check(gates, session);
                return plan -> {
                    check.checkWhole(plan);
                    return BoxedUnit.UNIT;
                };
            });
            return BoxedUnit.UNIT;
        };
    }

    private static PolicyCheck check(Function<SparkSession, PolicyGate> gates, SparkSession session) {
        return new PolicyCheck(() -> gates.apply(session), session);
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
