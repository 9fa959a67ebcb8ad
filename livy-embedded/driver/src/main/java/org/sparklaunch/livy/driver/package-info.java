/**
 * The program that runs as the main class of a Spark application and serves one Livy session.
 *
 * <p>{@link org.sparklaunch.livy.driver.SessionDriver} is the main class and the composition root; {@code DriverSession}
 * joins the {@code link} to the server, the {@code statement} loop and the {@code interpreter}s of all languages around one
 * Spark session. {@code SessionRuntime} is what one session does; a driver may have {@code GuestSession}s beside its own, each
 * with a Spark session and a connection to the server for itself. Everything runs in the one JVM that Spark's submit class was started in, and brings no library: what is
 * used is on the class path of every Spark driver.
 */
@NullMarked
package org.sparklaunch.livy.driver;

import org.jspecify.annotations.NullMarked;
