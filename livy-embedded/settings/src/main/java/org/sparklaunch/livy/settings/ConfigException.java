package org.sparklaunch.livy.settings;

/** The settings cannot be used; the message is for the person who wrote them and names every problem. */
public final class ConfigException extends RuntimeException {

    public ConfigException(String message) {
        super(message);
    }
}
