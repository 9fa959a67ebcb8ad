package org.sparklaunch.launcher.cluster;

/** Receives lines about what a launch does, on the launching thread only. */
@FunctionalInterface
public interface ProgressListener {
    /** Receives one line for people. */
    void report(String line);
}
