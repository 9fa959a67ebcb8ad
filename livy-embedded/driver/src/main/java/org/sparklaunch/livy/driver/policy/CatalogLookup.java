package org.sparklaunch.livy.driver.policy;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.catalyst.analysis.NoSuchDatabaseException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchPartitionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;

/**
 * Looks up entries of Spark's catalog. Spark reports a missing entry and a failed metastore by exceptions of one kind, which Scala throws
 * without declaring them. Only the first means that there is no entry.
 */
final class CatalogLookup {

    private CatalogLookup() {}

    /**
     * Returns what a lookup finds; empty also when the entry or its database is dropped in the meantime.
     *
     * @param entry the name of the entry in messages
     * @throws IllegalStateException when the catalog cannot answer
     */
    static <T> Optional<T> find(String entry, Callable<Optional<T>> lookup) {
        try {
            return lookup.call();
        } catch (Exception e) {
            if (isMissing(e)) {
                return Optional.empty();
            }
            throw new IllegalStateException("cannot read the catalog entry of " + entry, e);
        }
    }

    /** In Spark 3.5, a missing namespace is not a missing database. */
    private static boolean isMissing(Exception e) {
        return e instanceof NoSuchTableException
                || e instanceof NoSuchDatabaseException
                || e instanceof NoSuchNamespaceException
                || e instanceof NoSuchPartitionException;
    }
}
