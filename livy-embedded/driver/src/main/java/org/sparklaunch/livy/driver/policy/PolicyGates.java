package org.sparklaunch.livy.driver.policy;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.protocol.policy.PolicyException;

/**
 * Holds the gate of each Spark session in a driver. Spark also makes sessions of its own, copies with a setting changed, for
 * example to fill a cache. These have the driver's gate, which has the policy that any session got last. Thread-safe.
 */
public final class PolicyGates implements Function<SparkSession, PolicyGate> {
    private final PolicyGate driver;
    private final Map<SparkSession, PolicyGate> gates = Collections.synchronizedMap(new WeakHashMap<>());

    /** Takes the gate of all sessions without a gate of their own. */
    public PolicyGates(PolicyGate driver) {
        this.driver = driver;
    }

    /** Gives a session its own gate, before its first statement. */
    public void put(SparkSession session, PolicyGate gate) {
        gates.put(session, gate);
    }

    /**
     * Puts a policy on a gate, and on the driver's.
     *
     * @throws PolicyException when the policy cannot be parsed; then everything is refused
     */
    public void hold(PolicyGate gate, String user, String policy) throws PolicyException {
        if (gate != driver) {
            driver.hold(user, policy);
        }
        gate.hold(user, policy);
        lockSettings(gate);
    }

    /** The parser does the same for SQL; a plan that comes without SQL has no other occasion. */
    private void lockSettings(PolicyGate gate) {
        synchronized (gates) {
            gates.forEach((session, its) -> {
                if (its == gate) {
                    PolicyCheck.LOCKED.forEach(session.conf()::set);
                }
            });
        }
    }

    /** Sets the user of a gate, and of the driver's for Spark's own copies. */
    public void identify(PolicyGate gate, String user) {
        gate.identify(user);
        driver.identify(user);
    }

    @Override
    public PolicyGate apply(SparkSession session) {
        return gates.getOrDefault(session, driver);
    }
}
