package org.sparklaunch.authentication;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Recognizes secret settings by their names, and hides their values as Spark's pages do. Queries and sessions can be shown to
 * other users; the credentials in their settings cannot. The names are those of Spark's {@code spark.redaction.regex}.
 */
public final class SecretNames {
    /** The text in place of a hidden value, as Spark writes it. */
    public static final String HIDDEN = "*********(redacted)";

    private static final Pattern SECRET = Pattern.compile("(?i)secret|password|token|access[.]?key");

    private SecretNames() {}

    /** Returns whether the value of the setting with this name is secret. */
    public static boolean matches(String name) {
        return SECRET.matcher(name).find();
    }

    /** Returns the settings without secret values, sorted by name. */
    public static Map<String, String> hide(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> matches(name) ? HIDDEN : value);
        return shown;
    }
}
