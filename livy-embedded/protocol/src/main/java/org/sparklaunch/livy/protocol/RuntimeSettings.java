package org.sparklaunch.livy.protocol;

import java.util.Set;

/**
 * Lists the settings that a running driver accepts: those of Spark SQL, except the static ones, and Livy's row limit. The server
 * cannot ask Spark which are static, so they are listed here; a test of the driver compares the list with Spark's own.
 */
public final class RuntimeSettings {
    /** Livy's setting for the number of rows that a statement of kind sql returns. */
    public static final String SQL_ROW_LIMIT = "livy.rsc.sql.num-rows";

    private static final String SQL = "spark.sql.";

    /** Catalogs and the metastore's client are created once, with the settings at that moment. */
    private static final Set<String> STATIC_GROUPS =
            Set.of("spark.sql.catalog.", "spark.sql.hive.metastore.", "spark.sql.streaming.ui.");

    /** Static in Spark 3.5 or 4, see {@code StaticSQLConf}. */
    private static final Set<String> STATIC = Set.of(
            "spark.sql.broadcastExchange.maxThreadThreshold",
            "spark.sql.cache.serializer",
            "spark.sql.catalogImplementation",
            "spark.sql.codegen.cache.maxEntries",
            "spark.sql.codegen.comments",
            "spark.sql.debug",
            "spark.sql.defaultCatalog",
            "spark.sql.defaultUrlStreamHandlerFactory.enabled",
            "spark.sql.event.truncate.length",
            "spark.sql.extensions",
            "spark.sql.extensions.test.loadFromCp",
            "spark.sql.filesourceTableRelationCacheSize",
            "spark.sql.globalTempDatabase",
            "spark.sql.hive.thriftServer.singleSession",
            "spark.sql.legacy.sessionInitWithConfigDefaults",
            "spark.sql.metadataCacheTTLSeconds",
            "spark.sql.queryExecutionListeners",
            "spark.sql.resultQueryStage.maxThreadThreshold",
            "spark.sql.shuffleExchange.maxThreadThreshold",
            "spark.sql.sources.disabledJdbcConnProviderList",
            "spark.sql.sources.schemaStringLengthThreshold",
            "spark.sql.streaming.streamingQueryListeners",
            "spark.sql.subquery.maxThreadThreshold",
            "spark.sql.ui.retainedExecutions",
            "spark.sql.warehouse.dir");

    private RuntimeSettings() {}

    /**
     * Returns Livy's row limit.
     *
     * @param asked the value of the setting; Livy ignores one that is not a number
     * @param other the limit without the setting
     */
    public static int rowLimit(String asked, int other) {
        return asked.matches("[1-9]\\d{0,8}") ? Integer.parseInt(asked) : other;
    }

    /** Returns whether a running driver accepts the setting. */
    public static boolean contains(String key) {
        boolean decidedAtStart = STATIC.contains(key) || STATIC_GROUPS.stream().anyMatch(key::startsWith);
        return key.equals(SQL_ROW_LIMIT) || (key.startsWith(SQL) && !decidedAtStart);
    }
}
