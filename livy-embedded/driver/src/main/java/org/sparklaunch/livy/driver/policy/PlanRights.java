package org.sparklaunch.livy.driver.policy;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.plans.logical.Command;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * Finds the rights that a plan demands: for all its relations, also in views and subqueries, and for its expressions and commands.
 * What is not known here is refused.
 */
final class PlanRights {
    private static final String OWN_PLANS = "org.apache.spark.sql.catalyst.plans.logical.";
    private static final String OWN_EXPRESSIONS = "org.apache.spark.sql.catalyst.";

    /** They show only what the statement itself contains, or what was checked when it was made. */
    private static final Set<String> OWN_DATA = Set.of(
            "LocalRelation",
            "OneRowRelation",
            "Range",
            "EmptyRelation",
            "CommandResult",
            "LogicalRDD",
            "CTERelationRef",
            "UnionLoopRef",
            "NoopCommand");

    private static final Set<String> CODE_PLANS = Set.of("ScriptTransformation", "PythonWorkerLogs");

    private static final Set<String> CODE_EXPRESSIONS =
            Set.of("CallMethodViaReflection", "TryReflect", "ScalaUDF", "PythonUDF", "PythonUDAF", "PythonUDTF");

    private final ResourceNames names;
    private final boolean whole;
    private final List<RequiredRight> needs = new ArrayList<>();

    private PlanRights(ResourceNames names, boolean whole) {
        this.names = names;
        this.whole = whole;
    }

    /** Returns the rights of an analyzed plan. */
    static List<RequiredRight> ofWhole(LogicalPlan plan, ResourceNames names) {
        return of(plan, new PlanRights(names, true));
    }

    /** Returns the rights of a plan during its analysis; what is not resolved yet is skipped. */
    static List<RequiredRight> ofResolved(LogicalPlan plan, ResourceNames names) {
        return of(plan, new PlanRights(names, false));
    }

    private static List<RequiredRight> of(LogicalPlan plan, PlanRights search) {
        search.visit(plan);
        return List.copyOf(search.needs);
    }

    private void visit(LogicalPlan plan) {
        String type = plan.getClass().getSimpleName();
        if (plan instanceof Command || type.equals("CreateTable")) {
            addCommand(plan);
        } else if (plan instanceof View view) {
            addView(view);
        } else if (SparkFields.list(plan, "children").isEmpty()) {
            addRelation(plan, type);
        } else {
            addOperator(plan, type);
        }
        if (!type.equals("CommandResult")) {
            SparkFields.list(plan, "expressions").forEach(expression -> visit((Expression) expression));
            inner(plan).forEach(this::visit);
        }
    }

    private List<LogicalPlan> inner(LogicalPlan plan) {
        List<LogicalPlan> inner = new ArrayList<>();
        for (String field : List.of("children", "innerChildren")) {
            for (Object child : SparkFields.list(plan, field)) {
                if (child instanceof LogicalPlan childPlan && !inner.contains(childPlan)) {
                    inner.add(childPlan);
                }
            }
        }
        // The inner plan of these is not resolved yet; it is checked as a command.
        return CommandTypes.LOOKS_INTO.contains(plan.getClass().getSimpleName()) ? List.of() : inner;
    }

    private void addCommand(LogicalPlan plan) {
        if (whole) {
            needs.addAll(new CommandRights(plan, names).find());
        }
    }

    private void addView(View view) {
        if (!view.isTempView()) {
            needs.add(new RequiredRight.Have(Right.READ, names.table(view.desc())));
        }
    }

    private void addOperator(LogicalPlan plan, String type) {
        if (CODE_PLANS.contains(type) || type.contains("Python") || type.contains("InPandas")) {
            needs.add(new RequiredRight.Never("running a program over rows"));
        } else if (whole && !plan.getClass().getName().startsWith(OWN_PLANS) && !isTemporaryOf(type)) {
            needs.add(new RequiredRight.Never("the operation " + Words.of(type)));
        }
    }

    /** Returns whether it is a step of the analysis, whose classes are in other packages. */
    private static boolean isTemporaryOf(String type) {
        return type.startsWith("Unresolved") || type.startsWith("Resolved") || type.startsWith("Temp");
    }

    private void addRelation(LogicalPlan plan, String type) {
        switch (type) {
            case "LogicalRelation" -> addLogicalRelation(plan);
            case "HiveTableRelation", "UnresolvedCatalogRelation" -> {
                CatalogTable table = (CatalogTable) SparkFields.get(plan, "tableMeta");
                addRead(names.table(table));
                addInputFormat(table);
                names.behindLink(table)
                        .ifPresent(path -> needs.add(new RequiredRight.Outside(Right.READ, path, names.table(table))));
                if (whole) {
                    SparkFields.optional(table.storage().locationUri())
                            .ifPresent(uri -> addLinks(Optional.of(table), new Path((URI) uri).toString()));
                }
            }
            case "DataSourceV2Relation" -> addPluginRelation(plan);
            case "DataSourceV2ScanRelation" -> addPluginRelation((LogicalPlan) SparkFields.get(plan, "relation"));
            case "ScriptTransformation", "PythonWorkerLogs" -> addOperator(plan, type);
            default -> {
                boolean open = !whole && !type.contains("Stream");
                boolean known = open || OWN_DATA.contains(type) || type.startsWith("Resolved");
                if (!known) {
                    needs.add(new RequiredRight.Never("reading from " + Words.of(type)));
                }
            }
        }
    }

    /** A right on a table does not cover the files that its files name. */
    private void addInputFormat(CatalogTable table) {
        SparkFields.optional(table.storage().inputFormat())
                .filter(name -> HiveClasses.leavesItsFolder(name.toString()))
                .ifPresent(name -> needs.add(
                        new RequiredRight.Never("a table whose INPUTFORMAT reads files outside of its folder")));
    }

    private void addRead(Resource resource) {
        needs.add(new RequiredRight.Have(Right.READ, resource));
    }

    private void addLogicalRelation(LogicalPlan plan) {
        var table = SparkFields.optional(plan, "catalogTable").map(CatalogTable.class::cast);
        table.ifPresent(found -> addRead(names.table(found)));
        Object relation = SparkFields.get(plan, "relation");
        String type = relation.getClass().getSimpleName();
        if (type.equals("HadoopFsRelation")) {
            for (Object root : SparkFields.list(SparkFields.get(relation, "location"), "rootPaths")) {
                addRoot(table, root.toString());
            }
        } else if (table.isEmpty()) {
            addRead(new Resource.Source(type.replaceAll("Relation$", "")));
        }
    }

    /** A right on a table covers its folder, but not where an option or a link has led it. */
    private void addRoot(Optional<CatalogTable> table, String root) {
        Resource.Location location = new Resource.Location(root);
        if (whole) {
            addLinks(table, root);
        }
        if (table.isEmpty()) {
            addRead(location);
        } else {
            String home = SparkFields.optional(table.get().storage().locationUri())
                    .map(uri -> new Path((URI) uri).toString())
                    .orElse("");
            boolean covered = !home.isEmpty()
                    && names.covers(home, root)
                    && names.behindLink(table.get()).isEmpty();
            if (!covered) {
                needs.add(new RequiredRight.Outside(Right.READ, location, names.table(table.get())));
            }
        }
    }

    /** A link that another account put into the folder is checked by where it leads. */
    private void addLinks(Optional<CatalogTable> table, String folder) {
        for (Resource.Location link : names.linksBelow(folder)) {
            needs.add(
                    table.isEmpty()
                            ? new RequiredRight.Have(Right.READ, link)
                            : new RequiredRight.Outside(Right.READ, link, names.table(table.get())));
        }
    }

    private void addPluginRelation(LogicalPlan plan) {
        var catalog = SparkFields.optional(plan, "catalog");
        var identifier = SparkFields.optional(plan, "identifier");
        Object table = SparkFields.get(plan, "table");
        if (catalog.isPresent() && identifier.isPresent()) {
            addRead(ResourceNames.table(catalog.get(), identifier.get()));
        } else if (hasPaths(table)) {
            SparkFields.list(table, "paths").forEach(path -> addRead(new Resource.Location(path.toString())));
        } else {
            addRead(new Resource.Source(SparkFields.get(table, "name").toString()));
        }
    }

    private static boolean hasPaths(Object table) {
        return Arrays.stream(table.getClass().getMethods())
                .anyMatch(method -> method.getName().equals("paths") && method.getParameterCount() == 0);
    }

    private void visit(Expression expression) {
        String type = expression.getClass().getSimpleName();
        if (CODE_EXPRESSIONS.contains(type) || !expression.getClass().getName().startsWith(OWN_EXPRESSIONS)) {
            needs.add(new RequiredRight.Never("function " + expression.prettyName() + ", which runs code of a class,"));
        } else {
            needs.addAll(FunctionGate.options(expression));
        }
        if (expression instanceof org.apache.spark.sql.catalyst.expressions.PlanExpression<?> subquery
                && subquery.plan() instanceof LogicalPlan plan) {
            visit(plan);
        }
        SparkFields.list(expression, "children").forEach(child -> visit((Expression) child));
    }
}
