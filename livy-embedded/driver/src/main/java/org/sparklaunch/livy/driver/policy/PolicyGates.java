package org.sparklaunch.livy.driver.policy;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.protocol.policy.PolicyException;

/**
 * The gate of each Spark session in a driver. Spark makes sessions of its own too, copies of one with a setting changed,
 * say to fill a cache: these have the driver's gate, which holds whatever was said last to any session. Thread-safe.
 */
public final class PolicyGates implements Function<SparkSession, PolicyGate> {
    private final PolicyGate driver;
    private final Map<SparkSession, PolicyGate> gates = Collections.synchronizedMap(new WeakHashMap<>());

    /** Takes the gate of all sessions that get none of their own. */
    public PolicyGates(PolicyGate driver) {
        this.driver = driver;
    }

    /** The session's own from now on; it must not have been asked anything yet. */
    public void put(SparkSession session, PolicyGate gate) {
        gates.put(session, gate);
    }

    /**
     * Holds a gate, and the driver's with it.
     *
     * @throws PolicyException when the text cannot be read; then nothing passes any more
     */
    public void hold(PolicyGate gate, String user, String policy) throws PolicyException {
        if (gate != driver) {
            driver.hold(user, policy);
        }
        gate.hold(user, policy);
    }

    @Override
    public PolicyGate apply(SparkSession session) {
        return gates.getOrDefault(session, driver);
    }
}
