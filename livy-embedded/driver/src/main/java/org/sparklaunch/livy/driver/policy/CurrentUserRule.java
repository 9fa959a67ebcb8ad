package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.expressions.CurrentUser;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.runtime.AbstractPartialFunction;

/**
 * Replaces {@code current_user()} by the user of the Spark session, and makes this user the owner of a table that a plan creates.
 * Spark itself takes the user of the thread, or of the operating system: wrong where sessions share a driver.
 */
final class CurrentUserRule extends Rule<LogicalPlan> {
    private static final Set<String> CREATING = Set.of(
            "CreateTable",
            "CreateTableCommand",
            "CreateDataSourceTableCommand",
            "CreateDataSourceTableAsSelectCommand",
            "CreateHiveTableAsSelectCommand",
            "OptimizedCreateHiveTableAsSelectCommand");

    private final Supplier<PolicyGate> gate;

    CurrentUserRule(Supplier<PolicyGate> gate) {
        this.gate = gate;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        String user = gate.get().user();
        if (user == null) {
            return plan;
        }
        LogicalPlan owned = CREATING.contains(plan.getClass().getSimpleName()) ? own(plan, user) : plan;
        return owned.transformAllExpressions(new AbstractPartialFunction<Expression, Expression>() {
            @Override
            public boolean isDefinedAt(Expression expression) {
                return expression instanceof CurrentUser;
            }

            @Override
            @SuppressWarnings("unchecked")
            public <A extends Expression, B> B applyOrElse(A expression, scala.Function1<A, B> otherwise) {
                return expression instanceof CurrentUser
                        ? (B) Literal.create(user, expression.dataType())
                        : otherwise.apply(expression);
            }
        });
    }

    private static LogicalPlan own(LogicalPlan plan, String user) {
        List<Object> fields = new ArrayList<>();
        boolean changed = false;
        for (scala.collection.Iterator<?> i = plan.productIterator(); i.hasNext(); ) {
            Object field = i.next();
            if (field instanceof CatalogTable table && !user.equals(table.owner())) {
                fields.add(SparkFields.copy(table, "owner", user));
                changed = true;
            } else {
                fields.add(field);
            }
        }
        return changed ? plan.makeCopy(fields.toArray()) : plan;
    }
}
