/**
 * The unpacked archive as its users meet it: real processes, real Spark, plain HTTP.
 *
 * <p>{@link org.sparklaunch.it.Archive} runs the commands, {@link org.sparklaunch.it.RunningCluster} holds a launch,
 * {@link org.sparklaunch.it.Http} speaks to its servers, and {@link org.sparklaunch.it.ProductProcesses} tells from
 * {@code /proc} what a launch has running and listening.
 */
package org.sparklaunch.it;
