/**
 * The driver's end of the conversation with whichever Livy server owns the session at the moment.
 *
 * <p>{@link org.sparklaunch.livy.driver.link.EventOutbox} holds what must reach the server, {@link
 * org.sparklaunch.livy.driver.link.ServerLink} dials, dials again, and hands what the server wants to a {@link
 * org.sparklaunch.livy.driver.link.ServerOrders}. Nothing here knows Spark.
 */
@NullMarked
package org.sparklaunch.livy.driver.link;

import org.jspecify.annotations.NullMarked;
