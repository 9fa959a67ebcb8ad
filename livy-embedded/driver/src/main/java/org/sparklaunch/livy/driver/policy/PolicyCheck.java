package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.internal.SQLConf;
import org.sparklaunch.livy.protocol.policy.PathComparison;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** Compares what a plan demands with what the user of the session may do. */
final class PolicyCheck {
    /** What a session with a policy always has; a user can neither set nor reset it. */
    static final Map<String, String> LOCKED =
            Map.of("spark.sql.variable.substitute", "false", "spark.sql.runSQLOnFiles", "false");

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

    ResourceNames names() {
        return names;
    }

    JudgedFunctions functions() {
        return JudgedFunctions.of(session.version());
    }

    /** Sets what {@code RESET} may have unset; also in the settings that Spark resolves a view with. */
    void lockSettings() {
        if (!isOpen()) {
            LOCKED.forEach(SQLConf.get()::setConfString);
        }
    }

    /** Returns whether the session itself lets Spark open path literals. */
    boolean opensPathLiterals() {
        return names.state().conf().runSQLonFile();
    }

    /** Checks the resolved plan, before it runs. */
    void checkWhole(LogicalPlan plan) {
        if (!isOpen()) {
            demand(PlanRights.ofWhole(plan, names));
            if (CommandTypes.LOOKS_INTO.contains(plan.getClass().getSimpleName())) {
                checkInner(plan);
            }
        }
    }

    /** Checks what is resolved so far, before Spark reports an unknown column and lists those that exist. */
    void checkResolved(LogicalPlan plan) {
        demand(PlanRights.ofResolved(plan, names));
    }

    /** Returns whether a name of two parts is a format and a path: no table has it, and Spark knows the format. */
    boolean isPathLiteral(String format, String path) {
        return !names.isTable(format, path) && (ResourceNames.isFileFormat(format) || names.isFormat(format));
    }

    void demandPathLiteral(String path) {
        demand(RawLocation.ofPattern(path));
        demand(new RawLocation(names.hadoop()).ofMatches(path));
    }

    /** Checks the options of a relation in a query. */
    void demandOptions(Map<String, String> options) {
        demand(options.entrySet().stream()
                // Spark itself adds which rights it demands of a catalog.
                .filter(option -> !option.getKey().equals(UnresolvedRelation.REQUIRED_WRITE_PRIVILEGES()))
                .map(option -> SourceOptions.demand(SourceOptions.ANY, option.getKey(), option.getValue()))
                .toList());
    }

    void demand(List<RequiredRight> needs) {
        PolicyGate.Held held = gate.get().held();
        for (RequiredRight need : needs) {
            try {
                demand(need, held);
            } catch (AccessDeniedException e) {
                gate.get().used().note(session.sparkContext().getLocalProperties(), List.of(need));
                throw e;
            }
        }
    }

    /** A plan to be explained comes unresolved; its analysis runs this same check. */
    private void checkInner(LogicalPlan plan) {
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
                throw denied(
                        user + " may not " + have.right().word() + " "
                                + have.resource().describe(),
                        have,
                        policy);
            }
        } else if (need instanceof RequiredRight.Know know) {
            know(know.resource(), held);
        } else if (need instanceof RequiredRight.Outside outside) {
            if (!policy.allows(user, outside.right(), outside.location(), places())) {
                throw new AccessDeniedException(
                        "Access denied: files of " + outside.table().describe()
                                + " are behind a link that leads out of its folder, to where " + user + " may not "
                                + outside.right().word() + "; " + ask(policy));
            }
        } else if (need instanceof RequiredRight.Setting setting) {
            if (!policy.maySet(user, setting.key())) {
                Resource key = new Resource.Setting(setting.key());
                throw denied(user + " may not set " + key.describe(), new RequiredRight.Have(Right.SET, key), policy);
            }
        } else if (need instanceof RequiredRight.Option option) {
            if (!policy.maySet(user, option.option(), option.harmless())) {
                throw denied(
                        user + " may not set " + option.option().describe(),
                        new RequiredRight.Have(Right.SET, option.option()),
                        policy);
            }
        } else if (need instanceof RequiredRight.Never never) {
            throw new AccessDeniedException(
                    "Access denied: " + never.what() + " is not allowed in a session with a policy; " + ask(policy));
        }
    }

    private void know(Resource resource, PolicyGate.Held held) {
        boolean known = resource instanceof Resource.Location
                ? held.policy().allows(held.user(), Right.READ, resource, places())
                : held.policy().mayKnow(held.user(), resource);
        if (!known) {
            throw denied(
                    held.user() + " may neither read nor write " + resource.describe(),
                    new RequiredRight.Have(Right.READ, resource),
                    held.policy());
        }
    }

    /** Names what the statement names; a path is as written, because its links may lead where the user sees nothing. */
    private static AccessDeniedException denied(String what, RequiredRight.Have missing, Policy policy) {
        return new AccessDeniedException("Access denied: " + what + "; the right '"
                + missing.right().word().toLowerCase(Locale.ROOT) + " "
                + missing.resource().describe() + "' is missing or denied, " + ask(policy));
    }

    private static String ask(Policy policy) {
        return policy.contact().isBlank() ? "ask the operator of this cluster" : "ask " + policy.contact();
    }

    private PathComparison places() {
        return new PathComparison(
                new PathNormalizer(names.hadoop()), List.of(session.conf().get("spark.sql.warehouse.dir")));
    }
}
