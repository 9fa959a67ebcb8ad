package org.sparklaunch.launcher.cluster;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.launcher.process.ProcessSpec;

/**
 * A component of a cluster: one process.
 *
 * @param name for messages and the log's name
 * @param process returns how to start it now
 * @param ready returns whether the process is ready; must not block for long
 * @param instance what is announced once it is ready
 * @param dependence how it depends on other launches
 */
record Component(
        String name,
        Supplier<ProcessSpec> process,
        BooleanSupplier ready,
        ServiceInstance instance,
        Dependence dependence) {

    /**
     * How a component depends on other launches.
     *
     * @param mayStart returns whether a restart can succeed now; may block for seconds
     * @param patient whether a restarted component may wait for others without a limit
     * @param refresh returns the announcement as it should be now
     */
    record Dependence(BooleanSupplier mayStart, boolean patient, UnaryOperator<ServiceInstance> refresh) {
        /** The component needs no other launch. */
        static final Dependence ALONE = new Dependence(() -> true, false, UnaryOperator.identity());

        /** The component needs what other launches run. */
        static final Dependence AMONG_OTHERS = new Dependence(() -> true, true, UnaryOperator.identity());
    }

    /** Creates a component that needs no other launch and always starts in the same way. */
    Component(String name, ProcessSpec process, BooleanSupplier ready, ServiceInstance instance) {
        this(name, () -> process, ready, instance, Dependence.ALONE);
    }
}
