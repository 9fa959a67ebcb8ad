package org.sparklaunch.livy.server.supply;

import java.util.function.Consumer;
import org.sparklaunch.livy.server.driver.ConnectedDriver;
import org.sparklaunch.livy.server.driver.DriverListener;

/**
 * A warm driver that belongs to its claimer. It keeps connecting under the name of its folder, with the secret in that folder.
 *
 * @param lastEvent the number of its last event that is in a journal
 * @param handOver called once the claim is in the claimer's journal; forwards the driver's messages to the listener and
 *     removes the driver from the pool's journal
 */
public record ClaimedDriver(ConnectedDriver driver, long lastEvent, Consumer<DriverListener> handOver) {}
