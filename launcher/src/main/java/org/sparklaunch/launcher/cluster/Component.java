package org.sparklaunch.launcher.cluster;

import java.util.function.BooleanSupplier;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.launcher.process.ProcessSpec;

/**
 * A part of a cluster that is one process.
 *
 * @param name for messages and the log's name
 * @param ready asks the process whether it serves; must not block for long
 * @param instance what is announced once it does
 */
record Component(String name, ProcessSpec process, BooleanSupplier ready, ServiceInstance instance) {}
