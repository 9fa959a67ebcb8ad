package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.internal.SQLConf;
import org.sparklaunch.livy.protocol.policy.PathComparison;
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
        demand(new RawLocation(names.hadoop()).ofMatches(path, List.of(Right.READ)));
    }

    /** Checks what is behind a path that the user may read, right before Spark opens it. */
    void demandBehind(String path) {
        demand(List.of(new RequiredRight.Behind(path, List.of(Right.READ))));
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
        RequiredRightCheck check = new RequiredRightCheck(gate.get().held(), this::places, this::findBehind);
        for (RequiredRight need : needs) {
            try {
                need.accept(check);
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

    private List<RequiredRight> findBehind(RequiredRight.Behind behind) {
        RawLocation locations = new RawLocation(names.hadoop());
        List<RequiredRight> needs = new ArrayList<>(locations.ofMatches(behind.place(), behind.rights()));
        for (String folder : locations.matches(behind.place())) {
            for (Resource.Location link : names.linksBelow(folder)) {
                behind.rights().forEach(right -> needs.add(new RequiredRight.Have(right, link)));
            }
        }
        return needs;
    }

    private PathComparison places() {
        return new PathComparison(
                new PathNormalizer(names.hadoop()), List.of(session.conf().get("spark.sql.warehouse.dir")));
    }
}
