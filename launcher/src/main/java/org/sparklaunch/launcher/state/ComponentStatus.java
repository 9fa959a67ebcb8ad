package org.sparklaunch.launcher.state;

/**
 * What a launch says of one of its components.
 *
 * @param name as in messages and in the name of its log
 * @param type its name in discovery, such as {@code livy}
 * @param state {@code starting}, {@code up} or {@code restarting}
 * @param restarts how often it was started anew after it had ended by itself
 */
public record ComponentStatus(String name, String type, String state, String address, long pid, int restarts) {}
