package org.sparklaunch.livy.driver.policy;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import scala.Function1;
import scala.runtime.BoxedUnit;

/**
 * Refuses to create tables, databases, views and functions in a launch without a metastore: their names would end with the
 * session, silently. Temporary views and functions are not affected, nor are catalogs of a session's own.
 */
final class RefusedTables {
    private static final String SETTING = "spark.sparkLaunch.tables.refused";

    /** The names of Spark's commands that create something; the group is what they create. */
    private static final Pattern CREATING =
            Pattern.compile("(?:Create|Replace).*?(Table|Database|Namespace|View|Function).*");

    private static final String OWN_CATALOG = "spark_catalog";

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

    /**
     * Checks an analyzed plan.
     *
     * @throws NoMetastoreException when it creates something that would end with the session
     */
    static void check(LogicalPlan plan) {
        String name = plan.getClass().getSimpleName();
        Matcher creating = CREATING.matcher(name);
        if (creating.matches() && (name.endsWith("Command") ? !isTemporary(plan) : isInOwnCatalog(plan))) {
            String kind = creating.group(1).toLowerCase(Locale.ROOT);
            throw new NoMetastoreException(kind.equals("namespace") ? "database" : kind);
        }
    }

    /** Commands for catalogs of all kinds name theirs; those for Spark's own catalog alone do not. */
    private static boolean isInOwnCatalog(LogicalPlan plan) {
        return SparkFields.has(plan, "name")
                && SparkFields.get(plan, "name") instanceof LogicalPlan name
                && SparkFields.has(name, "catalog")
                && ((CatalogPlugin) SparkFields.get(name, "catalog")).name().equals(OWN_CATALOG);
    }

    private static boolean isTemporary(LogicalPlan plan) {
        if (SparkFields.has(plan, "viewType")) {
            return !SparkFields.get(plan, "viewType").toString().startsWith("PersistedView");
        }
        return SparkFields.has(plan, "isTemp") && (boolean) SparkFields.get(plan, "isTemp");
    }
}
