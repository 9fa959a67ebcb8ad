/**
 * The driver's end of its connection to the Livy server.
 *
 * <p>{@link org.sparklaunch.livy.driver.link.EventOutbox} holds messages for the server. {@link
 * org.sparklaunch.livy.driver.link.ServerLink} connects, reconnects and passes the server's messages to a {@link
 * org.sparklaunch.livy.driver.link.ServerMessageHandler}. The package does not use Spark.
 */
@NullMarked
package org.sparklaunch.livy.driver.link;

import org.jspecify.annotations.NullMarked;
