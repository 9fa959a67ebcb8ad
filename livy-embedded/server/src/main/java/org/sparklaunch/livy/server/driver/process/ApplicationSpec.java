package org.sparklaunch.livy.server.driver.process;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * A user's application to start.
 *
 * @param folder exists
 * @param sparkConf all of Spark's settings, the master included
 * @param file the jar or the Python program
 * @param className the main class; null for Python, or for the one that the jar names
 * @param proxyUser the user of Hadoop's file systems; null for the server's own user
 */
public record ApplicationSpec(
        DriverFolder folder,
        int cores,
        MemorySize memory,
        Map<String, String> sparkConf,
        String file,
        @Nullable String className,
        List<String> arguments,
        @Nullable String proxyUser) {}
