package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

    /** Returns whether a name is that of the session's user, or of the JVM's, which Spark takes as the owner of some tables. */
    boolean isUser(String name) {
        return name.equals(gate.get().user())
                || name.equals(session.sparkContext().sparkUser());
    }

    /** Records that Spark parses SQL, which shows that the commands before it have ended. */
    void recordParsing() {
        if (!isOpen()) {
            gate.get().changes().endCommands();
        }
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
            CatalogChanges changes = gate.get().changes();
            changes.judgeNewest();
            demand(PlanRights.ofWhole(plan, names));
            changes.expect(CatalogChange.of(plan, names), this);
            if (CommandTypes.LOOKS_INTO.contains(plan.getClass().getSimpleName())) {
                changes.expectNothing(() -> checkInner(plan));
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

    /** Checks what is behind a path that the user may read, right before Spark opens it and infers the columns. */
    void demandBehind(String format, String path, Map<String, String> options) {
        demand(List.of(new RequiredRight.Behind(path, List.of(Right.READ))));
        if (StorageRights.isParquet(format)) {
            demand(List.of(new RequiredRight.Inferred(path, ParquetFooters.isSelecting(options))));
        }
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
        RequiredRightCheck check =
                new RequiredRightCheck(gate.get().held(), this::places, this::findBehind, this::findClasses);
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

    private Optional<RequiredRight> findClasses(RequiredRight.Inferred inferred) {
        RawLocation locations = new RawLocation(names.hadoop());
        return new ParquetFooters(names.hadoop(), ParquetFooters.Limits.DEFAULT)
                .refusal(locations.allMatches(inferred.place()), inferred.selecting() || mergesSchemas());
    }

    /** A view has the settings of the session that made it. */
    private boolean mergesSchemas() {
        return Stream.of(names.state().conf(), SQLConf.get())
                .anyMatch(settings -> !settings.getConfString("spark.sql.parquet.mergeSchema", "false")
                        .equalsIgnoreCase("false"));
    }

    private PathComparison places() {
        return new PathComparison(
                new PathNormalizer(names.hadoop()), List.of(session.conf().get("spark.sql.warehouse.dir")));
    }
}
