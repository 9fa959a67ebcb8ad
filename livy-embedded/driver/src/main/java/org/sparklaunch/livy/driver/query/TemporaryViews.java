package org.sparklaunch.livy.driver.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Reads and drops the temporary views of a Spark session, without a look at its tables. */
public final class TemporaryViews {

    private TemporaryViews() {}

    /** Returns the names of the local temporary views. */
    private static List<String> names(SparkSession session) {
        try {
            // The method's return type differs between the Scala lines, and the state's class between the Spark lines.
            Object state = session.getClass().getMethod("sessionState").invoke(session);
            Object catalog = state.getClass().getMethod("catalog").invoke(state);
            Object found = catalog.getClass().getMethod("getTempViewNames").invoke(catalog);
            List<String> names = new ArrayList<>();
            for (var i = ((scala.collection.Iterable<?>) found).iterator(); i.hasNext(); ) {
                names.add((String) i.next());
            }
            return names;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read the temporary views of a Spark session", e);
        }
    }

    /** Drops the views, so that Spark frees what was cached of them. */
    public static void drop(SparkSession session) {
        names(session).forEach(name -> session.catalog().dropTempView(name));
    }
}
