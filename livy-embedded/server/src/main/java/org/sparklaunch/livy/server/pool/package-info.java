/**
 * Drivers that are ready before anybody asks: started without an owner, warmed by work of their own, given to one session
 * and gone with it. {@link org.sparklaunch.livy.server.pool.WarmPool} keeps their number, a {@code PoolMember} is one of
 * them until a session takes its place, the {@code RefillThrottle} says when the next may start. Sessions know the pool only as
 * {@link org.sparklaunch.livy.server.session.WarmDrivers}.
 */
@NullMarked
package org.sparklaunch.livy.server.pool;

import org.jspecify.annotations.NullMarked;
