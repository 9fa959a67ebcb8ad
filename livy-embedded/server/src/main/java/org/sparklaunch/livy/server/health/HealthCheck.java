package org.sparklaunch.livy.server.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that must be so.
 *
 * @param name what it is about
 * @param trouble finds out within seconds; empty when all is well, else what is wrong and what to do. Open to everybody, so
 *     it names no file of this machine
 */
public record HealthCheck(String name, Supplier<Optional<String>> trouble) {}
