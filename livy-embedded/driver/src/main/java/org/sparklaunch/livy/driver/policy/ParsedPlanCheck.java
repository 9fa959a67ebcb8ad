package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.catalyst.analysis.UnresolvedFunction;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.parser.ParseException;
import org.apache.spark.sql.catalyst.parser.ParserInterface;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.StructField;

/**
 * Checks a parsed statement before Spark resolves any name in it: its path literals, options, raw locations and functions. Spark
 * opens files, evaluates expressions and runs some statements while it still analyzes.
 */
final class ParsedPlanCheck {
    private static final Set<String> RUN_BY_ANALYZER =
            Set.of("UnresolvedExecuteImmediate", "ExecuteImmediateQuery", "Call");

    /** Fields with the location of a statement, as written. */
    private static final Map<String, String> LOCATIONS = Map.of(
            "SetTableLocation", "location",
            "SetNamespaceLocation", "location",
            "UnresolvedPartitionSpec", "location",
            "LoadData", "path",
            "UnresolvedTableSpec", "location",
            "TableSpec", "location");

    /** Where Spark keeps the SQL text of an expression that it evaluates when it creates a column. */
    private static final List<String> COLUMN_EXPRESSIONS =
            List.of("CURRENT_DEFAULT", "EXISTS_DEFAULT", "GENERATION_EXPRESSION");

    private final PolicyCheck check;
    private final ParserInterface parser;

    ParsedPlanCheck(PolicyCheck check, ParserInterface parser) {
        this.check = check;
        this.parser = parser;
    }

    void check(LogicalPlan plan) {
        visit(plan);
    }

    /** Visits all fields and not only children: some statements keep a plan where no child is. */
    private void visit(Object node) {
        if (node instanceof scala.collection.Iterable<?> many) {
            SparkFields.list(many).forEach(this::visit);
        }
        if (!(node instanceof scala.Product product)) {
            return;
        }
        inspect(product);
        for (scala.collection.Iterator<?> i = product.productIterator(); i.hasNext(); ) {
            visit(i.next());
        }
    }

    private void inspect(scala.Product node) {
        String type = node.getClass().getSimpleName();
        if (RUN_BY_ANALYZER.contains(type)) {
            refuse("a statement inside a statement");
        } else if (node instanceof UnresolvedRelation relation) {
            checkRelation(relation);
        } else if (type.equals("PlanWithUnresolvedIdentifier")) {
            checkIdentifier(node);
        } else if (node instanceof UnresolvedFunction function) {
            checkFunction(SparkFields.list(function, "nameParts"));
        } else if (type.equals("UnresolvedTableValuedFunction")) {
            checkFunction(SparkFields.list(node, "name"));
        } else if (type.equals("UnresolvedGenerator")) {
            checkFunction(List.of(
                    ((org.apache.spark.sql.catalyst.FunctionIdentifier) SparkFields.get(node, "name")).funcName()));
        } else if (type.equals("DefaultValueExpression")) {
            checkColumn(SparkFields.get(node, "originalSQL").toString());
        } else if (type.equals("ColumnDefinition")) {
            SparkFields.optional(node, "generationExpression").ifPresent(sql -> checkColumn(sql.toString()));
        } else if (node instanceof StructField field) {
            COLUMN_EXPRESSIONS.stream()
                    .filter(field.metadata()::contains)
                    .forEach(key -> checkColumn(field.metadata().getString(key)));
        } else if (LOCATIONS.containsKey(type)) {
            SparkFields.optional(node, LOCATIONS.get(type))
                    .ifPresent(place -> check.demand(RawLocation.ofPlace(place.toString())));
        }
    }

    private void checkRelation(UnresolvedRelation relation) {
        check.demandOptions(relation.options().asCaseSensitiveMap());
        List<Object> name = SparkFields.list(relation, "multipartIdentifier");
        if (name.size() == 2
                && check.isPathLiteral(name.get(0).toString(), name.get(1).toString())) {
            check.demandPathLiteral(name.get(1).toString());
            ResourceNames.source(name.get(0).toString())
                    .ifPresent(source -> check.demand(
                            List.of(new RequiredRight.Have(org.sparklaunch.livy.protocol.policy.Right.READ, source))));
        }
    }

    /** Builds the plan for some name: what else the statement says does not depend on it. */
    @SuppressWarnings("unchecked")
    private void checkIdentifier(scala.Product node) {
        var builder = (scala.Function2<Object, Object, Object>) SparkFields.get(node, "planBuilder");
        var anyName = new scala.collection.immutable.$colon$colon<>(
                "x", (scala.collection.immutable.List<String>) (Object) scala.collection.immutable.Nil$.MODULE$);
        visit(builder.apply(anyName, SparkFields.get(node, "children")));
    }

    private void checkFunction(List<Object> name) {
        String last = name.get(name.size() - 1).toString();
        if (FunctionGate.isBuiltIn(last) && !check.functions().isAllowed(last)) {
            refuse(check.functions().refusal(last));
        }
    }

    /** Spark evaluates these with a function registry of its own. */
    private void checkColumn(String sql) {
        try {
            new ColumnExpression().visit(parser.parseExpression(sql));
        } catch (ParseException e) {
            refuse("a column expression that cannot be parsed");
        }
    }

    /** Refuses functions whose options would be checked by the registry of the session only. */
    private final class ColumnExpression {
        void visit(Object node) {
            if (node instanceof UnresolvedFunction function) {
                List<Object> name = SparkFields.list(function, "nameParts");
                checkFunction(name);
                String last = name.get(name.size() - 1).toString();
                if (FunctionGate.hasOptions(last)) {
                    refuse("function " + last + " in the definition of a column");
                }
            }
            if (node instanceof scala.collection.Iterable<?> many) {
                SparkFields.list(many).forEach(this::visit);
            }
            if (node instanceof scala.Product product) {
                for (scala.collection.Iterator<?> i = product.productIterator(); i.hasNext(); ) {
                    visit(i.next());
                }
            }
        }
    }

    private void refuse(String what) {
        check.demand(List.of(new RequiredRight.Never(what)));
    }
}
