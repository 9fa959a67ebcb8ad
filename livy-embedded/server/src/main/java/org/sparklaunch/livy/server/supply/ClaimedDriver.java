package org.sparklaunch.livy.server.supply;

import java.util.function.Consumer;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverProcess;

/**
 * A warm driver that belongs to its claimer from now on. It goes on calling under the name of its folder, with the secret in
 * it.
 *
 * @param link its connection at the moment of the claim
 * @param lastEvent the number of its last report that is in a journal
 * @param handOver to be called when the claim is in the claimer's journal: sends on to the peer what comes over the link,
 *     and forgets the driver
 */
public record ClaimedDriver(
        DriverFolder folder,
        DriverProcess process,
        DriverLink link,
        long lastEvent,
        Consumer<DriverListener> handOver) {}
