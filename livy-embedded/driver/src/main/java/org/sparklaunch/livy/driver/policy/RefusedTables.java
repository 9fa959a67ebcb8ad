package org.sparklaunch.livy.driver.policy;

import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * Refuses to create tables, databases, views and functions in a launch without a metastore: their names would end with the
 * session, silently. Temporary views and functions are not affected, nor are catalogs of a session's own.
 */
final class RefusedTables {
    private static final String SETTING = "spark.sparkLaunch.tables.refused";

    /** The commands of Spark's own catalog, by what they create. */
    private static final Map<String, String> CREATING = Map.of(
            "CreateDataSourceTableCommand", "table",
            "CreateDataSourceTableAsSelectCommand", "table",
            "CreateTableCommand", "table",
            "CreateTableLikeCommand", "table",
            "CreateHiveTableAsSelectCommand", "table",
            "CreateDatabaseCommand", "database",
            "CreateViewCommand", "view",
            "CreateFunctionCommand", "function");

    private RefusedTables() {}

    /** Thrown instead of creating something that would not last. */
    static final class NoMetastoreException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoMetastoreException(String kind) {
            super("cannot create a " + kind + ": this launch has no metastore (--metastore none), so the " + kind
                    + " would end with this session; create a temporary view, or ask the operator to start the launch"
                    + " with a metastore");
        }
    }

    static Function1<LogicalPlan, BoxedUnit> ruleOf(SparkSession session) {
        boolean refuses = session.sparkContext().getConf().getBoolean(SETTING, false)
                && session.sparkContext()
                        .getConf()
                        .get("spark.sql.catalogImplementation", "in-memory")
                        .equals("in-memory");
        return plan -> {
            if (refuses) {
                check(plan);
            }
            return BoxedUnit.UNIT;
        };
    }

    private static void check(LogicalPlan plan) {
        String kind = CREATING.get(plan.getClass().getSimpleName());
        if (kind != null && !isTemporary(plan)) {
            throw new NoMetastoreException(kind);
        }
    }

    private static boolean isTemporary(LogicalPlan plan) {
        if (SparkFields.has(plan, "viewType")) {
            return !SparkFields.get(plan, "viewType").toString().startsWith("PersistedView");
        }
        return SparkFields.has(plan, "isTemp") && (boolean) SparkFields.get(plan, "isTemp");
    }
}
