package org.sparklaunch.launcher.config;

import java.util.Locale;

/** Where the drivers of sessions and batches run. */
public enum DriverPlacement {
    /** Beside the Livy server. */
    SERVER,
    /** On the cluster's workers, out of their cores and memory. */
    WORKER;

    /** As options and settings files have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
