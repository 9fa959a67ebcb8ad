/**
 * Where sessions get their drivers. {@link org.sparklaunch.livy.server.supply.DriverSupply} joins the launcher, the {@link
 * org.sparklaunch.livy.server.supply.WarmDrivers} and the {@link
 * org.sparklaunch.livy.server.supply.SharedDriverAllocator}. The packages {@code pool} and {@code shared} implement the last
 * two; sessions know only the interfaces.
 */
@NullMarked
package org.sparklaunch.livy.server.supply;

import org.jspecify.annotations.NullMarked;
