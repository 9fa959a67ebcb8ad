package org.sparklaunch.livy.settings;

import java.util.List;

/**
 * The masters of a standalone cluster whose workers run the drivers.
 *
 * @param masterRest {@code host:port} of each master's REST submission server
 * @param masterPages the address of each master's web page, such as {@code http://host:8080}
 */
public record WorkerPlacementConfig(List<String> masterRest, List<String> masterPages) {}
