package org.sparklaunch.launcher.cluster;

/**
 * How the others reach a Spark master.
 *
 * @param spark {@code spark://host:port}
 * @param webUi the address of its web page
 * @param rest {@code host:port} of its submission server, which listens only when something is to submit drivers
 */
record MasterAddresses(String spark, String webUi, String rest) {}
