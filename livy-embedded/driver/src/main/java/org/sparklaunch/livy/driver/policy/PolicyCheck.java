package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.sparklaunch.livy.protocol.policy.PathComparison;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** Compares what a plan needs with what the user has. */
final class PolicyCheck {
    private final Supplier<PolicyGate> gate;
    private final ResourceNames names;
    private final SparkSession session;

    PolicyCheck(Supplier<PolicyGate> gate, SparkSession session) {
        this.gate = gate;
        this.session = session;
        this.names = new ResourceNames(session);
    }

    boolean isOpen() {
        return gate.get().isOpen();
    }

    /** Of the resolved plan, before it runs. */
    void checkWhole(LogicalPlan plan) {
        if (!gate.get().isOpen()) {
            demand(PlanRights.ofWhole(plan, names));
            if (CommandRights.LOOKS_INTO.contains(plan.getClass().getSimpleName())) {
                lookInto(plan);
            }
        }
    }

    /** Of what is resolved so far, before Spark complains of a column that is not there and lists those that are. */
    void checkResolved(LogicalPlan plan) {
        demand(PlanRights.ofResolved(plan, names));
    }

    /** Whether a name of two parts is a format and a path: no table has it, and Spark knows the format. */
    boolean isPathLiteral(String format, String path) {
        return !names.isTable(format, path) && names.isFormat(format);
    }

    void demand(List<RequiredRight> needs) {
        PolicyGate.Held held = gate.get().held();
        needs.forEach(need -> demand(need, held));
    }

    /** A plan to be explained comes unresolved; its analysis has this very check. */
    private void lookInto(LogicalPlan plan) {
        String field = plan.getClass().getSimpleName().equals("ExplainCommand") ? "logicalPlan" : "plan";
        LogicalPlan inner = (LogicalPlan) SparkFields.get(plan, field);
        var state = names.state();
        state.executePlan(inner, state.executePlan$default$2()).assertAnalyzed();
    }

    private void demand(RequiredRight need, PolicyGate.Held held) {
        String user = held.user();
        Policy policy = held.policy();
        if (need instanceof RequiredRight.Have have) {
            if (!policy.allows(user, have.right(), have.resource(), places())) {
                throw denied(user + " may not " + have.right().word() + " " + describe(have.resource()), have, policy);
            }
        } else if (need instanceof RequiredRight.Know know) {
            boolean known = know.resource() instanceof Resource.Location
                    ? policy.allows(user, Right.READ, know.resource(), places())
                    : policy.mayKnow(user, know.resource());
            if (!known) {
                throw denied(
                        user + " may neither read nor write " + describe(know.resource()),
                        new RequiredRight.Have(Right.READ, know.resource()),
                        policy);
            }
        } else if (need instanceof RequiredRight.Setting setting) {
            if (!policy.maySet(user, setting.key())) {
                Resource key = new Resource.Setting(setting.key());
                throw denied(user + " may not set " + key.describe(), new RequiredRight.Have(Right.SET, key), policy);
            }
        } else if (need instanceof RequiredRight.Never never) {
            throw new AccessDeniedException("Access denied: " + never.what()
                    + " is not open to a session that is held to a policy; " + ask(policy));
        }
    }

    private String describe(Resource resource) {
        return resource instanceof Resource.Location location
                ? "path " + places().canonical().apply(location.path())
                : resource.describe();
    }

    private AccessDeniedException denied(String what, RequiredRight.Have missing, Policy policy) {
        return new AccessDeniedException("Access denied: " + what + "; the right '"
                + missing.right().word().toLowerCase(Locale.ROOT) + " " + describe(missing.resource())
                + "' is missing or denied, " + ask(policy));
    }

    private static String ask(Policy policy) {
        return policy.contact().isBlank()
                ? "ask whoever keeps the policy file of this cluster"
                : "ask " + policy.contact();
    }

    private PathComparison places() {
        PathNormalizer locations = new PathNormalizer(session.sparkContext().hadoopConfiguration());
        return new PathComparison(locations, List.of(session.conf().get("spark.sql.warehouse.dir")));
    }
}
