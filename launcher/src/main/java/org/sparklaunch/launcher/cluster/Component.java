package org.sparklaunch.launcher.cluster;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.launcher.process.ProcessSpec;

/**
 * A part of a cluster that is one process.
 *
 * @param name for messages and the log's name
 * @param process how to start it now
 * @param ready asks the process whether it serves; must not block for long
 * @param instance what is announced once it does
 * @param circumstances what else it depends on
 */
record Component(
        String name,
        Supplier<ProcessSpec> process,
        BooleanSupplier ready,
        ServiceInstance instance,
        Circumstances circumstances) {

    /**
     * What a component depends on outside of this launch.
     *
     * @param mayStart whether a restart can come to anything now; may block for seconds
     * @param patient whether a restarted one may wait for others as long as they need
     * @param refresh the announcement as it should be now
     */
    record Circumstances(BooleanSupplier mayStart, boolean patient, UnaryOperator<ServiceInstance> refresh) {
        /** Of a component that needs nobody else. */
        static final Circumstances ALONE = new Circumstances(() -> true, false, UnaryOperator.identity());

        /** Of one that needs what other launches run. */
        static final Circumstances AMONG_OTHERS = new Circumstances(() -> true, true, UnaryOperator.identity());
    }

    /** One that needs nobody else and always starts in the same way. */
    Component(String name, ProcessSpec process, BooleanSupplier ready, ServiceInstance instance) {
        this(name, () -> process, ready, instance, Circumstances.ALONE);
    }
}
