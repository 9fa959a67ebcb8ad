package org.sparklaunch.livy.server.health;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One condition of a healthy server.
 *
 * @param name what it is about
 * @param trouble checks within seconds; empty when all is well, else the problem and what to do. Public, so
 *     it names no file of this machine
 */
public record HealthCheck(String name, Supplier<Optional<String>> trouble) {}
