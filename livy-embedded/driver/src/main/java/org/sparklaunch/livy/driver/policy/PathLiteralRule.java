package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.PlanExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * Looks at a plan before any name in it is resolved: Spark opens the files of a path literal to learn their columns, and runs
 * some statements, while it still analyzes.
 */
final class PathLiteralRule extends Rule<LogicalPlan> {
    private static final Set<String> RUN_BY_ANALYZER =
            Set.of("UnresolvedExecuteImmediate", "ExecuteImmediateQuery", "Call");

    private final PolicyCheck check;

    PathLiteralRule(PolicyCheck check) {
        this.check = check;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (!check.isOpen()) {
            visit(plan);
        }
        return plan;
    }

    private void visit(LogicalPlan plan) {
        if (RUN_BY_ANALYZER.contains(plan.getClass().getSimpleName())) {
            check.demand(List.of(new RequiredRight.Never("A statement inside a statement")));
        } else if (plan instanceof UnresolvedRelation relation) {
            relation(relation);
        }
        for (Object field : SparkFields.list(plan, "children")) {
            visit((LogicalPlan) field);
        }
        for (Object inner : SparkFields.list(plan, "innerChildren")) {
            if (inner instanceof LogicalPlan innerPlan) {
                visit(innerPlan);
            }
        }
        SparkFields.list(plan, "expressions").forEach(expression -> visit((Expression) expression));
    }

    private void visit(Expression expression) {
        if (expression instanceof PlanExpression<?> subquery && subquery.plan() instanceof LogicalPlan plan) {
            visit(plan);
        }
        SparkFields.list(expression, "children").forEach(child -> visit((Expression) child));
    }

    private void relation(UnresolvedRelation relation) {
        List<Object> name = SparkFields.list(relation, "multipartIdentifier");
        if (name.size() == 2
                && check.isPathLiteral(name.get(0).toString(), name.get(1).toString())) {
            check.demand(List.of(new RequiredRight.Have(
                    Right.READ, new Resource.Location(name.get(1).toString()))));
        }
    }
}
