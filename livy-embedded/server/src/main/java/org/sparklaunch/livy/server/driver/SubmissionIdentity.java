package org.sparklaunch.livy.server.driver;

/**
 * Identifies one driver that Spark's master placed on a worker.
 *
 * @param submission the master's name for it, such as {@code driver-20261121070512-0003}
 */
public record SubmissionIdentity(String submission) implements DriverIdentity {}
