package org.sparklaunch.livy.driver.policy;

import java.util.function.Function;
import org.apache.spark.package$;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.sparklaunch.platform.file.AllowedFolders;
import scala.Function1;
import scala.runtime.BoxedUnit;

/** Hooks the policy and the user of each session into all Spark sessions that are built with these extensions. */
public final class PolicyExtensions {

    private PolicyExtensions() {}

    /**
     * Returns what Spark's session builder takes; the gate of a session is looked up at each check.
     *
     * @param allowed the folders whose files SQL may add, with or without a policy
     */
    public static Function1<SparkSessionExtensions, BoxedUnit> of(
            Function<SparkSession, PolicyGate> gates, AllowedFolders allowed) {
        AddedFiles added = new AddedFiles(allowed);
        return extensions -> {
            extensions.injectParser((session, parser) ->
                    GatedParser.wrap(parser, check(gates, session), new SessionUser(() -> gates.apply(session))));
            new FunctionGate(JudgedFunctions.of(package$.MODULE$.SPARK_VERSION()), gates).inject(extensions);
            extensions.injectResolutionRule(session -> new PathLiteralResolver(check(gates, session), session));
            extensions.injectResolutionRule(session -> new ResolvedRelationsRule(check(gates, session)));
            extensions.injectPostHocResolutionRule(session -> new CurrentUserRule(() -> gates.apply(session)));
            extensions.injectCheckRule(RefusedTables::ruleOf);
            extensions.injectPreCBORule(
                    session -> new UsedResourcesRule(() -> gates.apply(session).used(), session));
            extensions.injectCheckRule(session -> {
                PolicyCheck check = check(gates, session);
                return plan -> {
                    check.checkWhole(plan);
                    added.check(plan);
                    return BoxedUnit.UNIT;
                };
            });
            return BoxedUnit.UNIT;
        };
    }

    private static PolicyCheck check(Function<SparkSession, PolicyGate> gates, SparkSession session) {
        return new PolicyCheck(() -> gates.apply(session), session);
    }
}
