package org.sparklaunch.launcher.cluster;

/** Hears in plain lines what a launch is doing; called from the launching thread only. */
@FunctionalInterface
public interface ProgressListener {
    /** One line for people. */
    void say(String line);
}
