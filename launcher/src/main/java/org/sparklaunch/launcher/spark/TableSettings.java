package org.sparklaunch.launcher.spark;

import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.metastore.MetastoreToken;

/**
 * The settings by which sessions find tables. Settings of the operator take precedence.
 *
 * @param settings Spark's
 */
public record TableSettings(Map<String, String> settings) {
    /** The setting that has drivers refuse tables, which would end with their session. */
    public static final String REFUSED = "spark.sparkLaunch.tables.refused";

    /** Neither a catalog nor a refusal: the operator's own settings decide. */
    public static final TableSettings OPERATORS = new TableSettings(Map.of());

    /** Sessions without a catalog refuse to create tables. */
    public static final TableSettings NONE = new TableSettings(Map.of(REFUSED, "true"));

    /**
     * Returns the settings for a metastore.
     *
     * @param uris its addresses
     * @param warehouse the URI of the folder of tables
     * @param token whether it demands the token of the launch
     */
    public static TableSettings of(String uris, String warehouse, boolean token) {
        Map<String, String> settings = new TreeMap<>(Map.of(
                "spark.sql.catalogImplementation", "hive",
                "spark.hadoop.hive.metastore.uris", uris,
                "spark.sql.warehouse.dir", warehouse,
                // Tables of Hive's own formats would be the default of Spark 3.5.
                "spark.sql.legacy.createHiveTableByDefault", "false",
                // Long enough for a restart of the metastore, short enough for users.
                "spark.hadoop.hive.metastore.connect.retries", "7"));
        if (token) {
            settings.put("spark.hadoop.hive.metastore.sasl.enabled", "true");
            settings.put("spark.hadoop.hive.metastore.token.signature", MetastoreToken.SERVICE);
        }
        return new TableSettings(settings);
    }

    /** Returns the settings of sessions. */
    public Map<String, String> forSessions(Map<String, String> given) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(given);
        return all;
    }
}
