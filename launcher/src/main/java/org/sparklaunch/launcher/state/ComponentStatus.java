package org.sparklaunch.launcher.state;

/**
 * The status of one component of a launch.
 *
 * @param name as in messages and in the name of its log
 * @param type its name in discovery, such as {@code livy}
 * @param state {@code starting}, {@code up} or {@code restarting}
 * @param restarts how often it was restarted after it had ended by itself
 */
public record ComponentStatus(String name, String type, String state, String address, long pid, int restarts) {}
