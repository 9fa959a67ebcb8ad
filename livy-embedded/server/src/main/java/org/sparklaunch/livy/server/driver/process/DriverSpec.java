package org.sparklaunch.livy.server.driver.process;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * A driver to start.
 *
 * @param session the name under which it will connect
 * @param folder exists, holds the secret
 * @param sparkConf all of Spark's settings, the master included
 * @param warmKinds the kinds that it warms up before it reports that it is ready; empty for the driver of one session
 * @param proxyUser the user of Hadoop's file systems; null for the server's own user
 */
public record DriverSpec(
        String session,
        DriverFolder folder,
        int cores,
        MemorySize memory,
        Map<String, String> sparkConf,
        List<SessionKind> warmKinds,
        @Nullable String proxyUser) {}
