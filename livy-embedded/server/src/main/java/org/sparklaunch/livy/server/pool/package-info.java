/**
 * Drivers that are ready before a session needs them: started without an owner, warmed up, and given to one session. {@link
 * org.sparklaunch.livy.server.pool.WarmPool} keeps their number, a {@code PoolMember} is one of them until a session claims
 * it, the {@code RefillThrottle} decides when the next may start. Sessions know the pool only as {@link
 * org.sparklaunch.livy.server.supply.WarmDrivers}.
 */
@NullMarked
package org.sparklaunch.livy.server.pool;

import org.jspecify.annotations.NullMarked;
