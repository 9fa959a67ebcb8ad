package org.sparklaunch.livy.driver.policy;

import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.analysis.UnresolvedRelation;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.rules.Rule;
import scala.runtime.AbstractPartialFunction;

/**
 * Resolves path literals in Spark's place, after the check of the path. Spark's own rule, which is switched off in a session with a
 * policy, opens the files before any rule of an extension runs. A view that was made in such a session has the rule switched off
 * for all its readers, so it is resolved here as well.
 */
final class PathLiteralResolver extends Rule<LogicalPlan> {
    private final PolicyCheck check;
    private final SparkSession session;

    PathLiteralResolver(PolicyCheck check, SparkSession session) {
        this.check = check;
        this.session = session;
    }

    @Override
    public LogicalPlan apply(LogicalPlan plan) {
        if (check.isOpen() && (conf().runSQLonFile() || !check.opensPathLiterals())) {
            return plan;
        }
        return plan.resolveOperatorsUp(new AbstractPartialFunction<LogicalPlan, LogicalPlan>() {
            @Override
            public boolean isDefinedAt(LogicalPlan node) {
                return isPathLiteral(node);
            }

            @Override
            @SuppressWarnings("unchecked")
            public <A extends LogicalPlan, B> B applyOrElse(A node, scala.Function1<A, B> otherwise) {
                return isPathLiteral(node) ? (B) resolve((UnresolvedRelation) node) : otherwise.apply(node);
            }
        });
    }

    private static boolean isPathLiteral(LogicalPlan node) {
        if (!(node instanceof UnresolvedRelation relation) || relation.isStreaming()) {
            return false;
        }
        var name = SparkFields.list(relation, "multipartIdentifier");
        String format = name.get(0).toString();
        return name.size() == 2 && ResourceNames.isFileFormat(format) && !format.equalsIgnoreCase("hive");
    }

    private LogicalPlan resolve(UnresolvedRelation relation) {
        var name = SparkFields.list(relation, "multipartIdentifier");
        String path = name.get(1).toString();
        if (!check.isOpen()) {
            check.demandPathLiteral(path);
            check.demandBehind(name.get(0).toString(), path, relation.options().asCaseSensitiveMap());
            check.demandOptions(relation.options().asCaseSensitiveMap());
        }
        if (!check.names().isFormat(name.get(0).toString())) {
            return relation;
        }
        DataFrameReader reader = session.read().format(name.get(0).toString());
        relation.options().asCaseSensitiveMap().forEach(reader::option);
        // By reflection: from Spark 4 on, only one of two kinds of data set has it.
        return (LogicalPlan) SparkFields.get(SparkFields.get(reader.load(path), "queryExecution"), "analyzed");
    }
}
