package org.sparklaunch.livy.server.driver;

import java.util.Map;
import org.sparklaunch.livy.server.config.MemorySize;

/**
 * A driver to start.
 *
 * @param session the name under which it will call back
 * @param folder exists, holds the secret
 * @param sparkConf all of Spark's settings, the master included
 */
public record DriverSpec(
        String session, DriverFolder folder, int cores, MemorySize memory, Map<String, String> sparkConf) {}
