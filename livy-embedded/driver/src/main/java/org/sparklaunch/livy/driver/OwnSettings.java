package org.sparklaunch.livy.driver;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.policy.PolicyGates;

/**
 * The settings with which a session was requested, beyond those of its Spark application. They apply to the session's own Spark
 * session and to those of its isolated queries.
 */
final class OwnSettings {
    /**
     * Spark 4 gives each Spark session with isolated artifacts a class loader in each executor, which costs the first task of
     * each query tens of milliseconds. Queries add no artifacts of their own. Spark 3.5 ignores the key.
     */
    private static final String ISOLATED_ARTIFACTS = "spark.sql.artifact.isolation.enabled";

    private final PolicyGates gates;
    private final PolicyGate gate;
    private volatile Map<String, String> settings = Map.of();

    OwnSettings(PolicyGates gates, PolicyGate gate) {
        this.gates = gates;
        this.gate = gate;
    }

    /** Sets them, in the session's own Spark session too. */
    void apply(Map<String, String> requested, SparkSession own) {
        settings = Map.copyOf(requested);
        settings.forEach((key, value) -> own.conf().set(key, value));
    }

    /** Returns what makes the Spark sessions of single queries. */
    Supplier<SparkSession> sessions(SparkSession parent) {
        return () -> {
            SparkSession session = parent.newSession();
            gates.put(session, gate);
            session.conf().set(ISOLATED_ARTIFACTS, "false");
            settings.forEach((key, value) -> session.conf().set(key, value));
            return session;
        };
    }
}
