package org.sparklaunch.livy.settings;

/** Thrown for settings that cannot be used. The message names every problem for the person who wrote them. */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }
}
