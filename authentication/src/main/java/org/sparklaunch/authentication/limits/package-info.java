/**
 * Limits on what slow and large requests occupy in a server: {@link org.sparklaunch.authentication.limits.BodyReader} reads bodies
 * without a thread, {@link org.sparklaunch.authentication.limits.ReservedThreads} keeps threads free for health requests,
 * {@link org.sparklaunch.authentication.limits.AddressConnections} limits the connections of one client.
 */
@NullMarked
package org.sparklaunch.authentication.limits;

import org.jspecify.annotations.NullMarked;
