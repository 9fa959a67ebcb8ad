package org.sparklaunch.livy.protocol.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lists the Spark settings that every user may set under a policy: sizes, speed and the dialect of SQL. All others need a
 * rule, because a setting can name a class to load, a catalog, a file system or a folder.
 */
final class UnrestrictedSettings {
    private static final Set<String> KEYS = Set.of(
            "livy.rsc.sql.num-rows",
            "spark.app.name",
            "spark.cores.max",
            "spark.default.parallelism",
            "spark.driver.cores",
            "spark.driver.memory",
            "spark.executor.cores",
            "spark.executor.instances",
            "spark.executor.memory",
            "spark.executor.memoryoverhead",
            "spark.locality.wait",
            "spark.memory.fraction",
            "spark.memory.storagefraction",
            "spark.speculation",
            "spark.task.cpus",
            "spark.task.maxfailures",
            "spark.sql.ansi.enabled",
            "spark.sql.autobroadcastjointhreshold",
            "spark.sql.binaryoutputstyle",
            "spark.sql.broadcasttimeout",
            "spark.sql.crossjoin.enabled",
            "spark.sql.decimaloperations.allowprecisionloss",
            "spark.sql.groupbyaliases",
            "spark.sql.groupbyordinal",
            "spark.sql.mapkeydeduppolicy",
            "spark.sql.maxplanstringlength",
            "spark.sql.orderbyordinal",
            "spark.sql.session.timezone",
            "spark.sql.shuffle.partitions",
            "spark.sql.storeassignmentpolicy",
            "spark.sql.timestamptype");

    private static final List<String> PREFIXES = List.of(
            "spark.dynamicallocation.",
            "spark.sql.adaptive.",
            "spark.sql.cbo.",
            "spark.sql.csv.",
            "spark.sql.execution.arrow.",
            "spark.sql.files.",
            "spark.sql.inmemorycolumnarstorage.",
            "spark.sql.join.",
            "spark.sql.json.",
            "spark.sql.limit.",
            "spark.sql.orc.",
            "spark.sql.parquet.",
            "spark.sql.statistics.");

    private UnrestrictedSettings() {}

    /** Returns whether the setting needs no rule. */
    public static boolean contains(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        // Spark has a few settings below these prefixes that name a class.
        return KEYS.contains(lower) || (PREFIXES.stream().anyMatch(lower::startsWith) && !lower.contains("class"));
    }
}
