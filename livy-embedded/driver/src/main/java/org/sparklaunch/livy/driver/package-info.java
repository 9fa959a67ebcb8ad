/**
 * The program that runs as the main class of a Spark application and serves one Livy session.
 *
 * <p>{@link org.sparklaunch.livy.driver.SessionDriver} is the main class. {@code DriverSession} connects the {@code link} to the
 * server, the {@code statement} loop and the {@code interpreter}s of all languages with one Spark session. {@code
 * SessionRuntime} does the work of one session. A driver can also have {@code GuestSession}s, each with its own Spark session
 * and its own connection to the server. Everything runs in the JVM of Spark's submit class and uses only libraries of Spark.
 */
@NullMarked
package org.sparklaunch.livy.driver;

import org.jspecify.annotations.NullMarked;
