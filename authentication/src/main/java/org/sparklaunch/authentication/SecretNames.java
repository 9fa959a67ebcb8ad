package org.sparklaunch.authentication;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Tells by its name that a setting is secret, as Spark does for its pages: a query or a session can be shown to others, what its
 * owner gave Spark to open a store with cannot. The names are those of Spark's {@code spark.redaction.regex}.
 */
public final class SecretNames {
    /** Stands in place of a value, as Spark writes it. */
    public static final String HIDDEN = "*********(redacted)";

    private static final Pattern SECRET = Pattern.compile("(?i)secret|password|token|access[.]?key");

    private SecretNames() {}

    /** Whether the value of a setting with such a name is not to be shown. */
    public static boolean matches(String name) {
        return SECRET.matcher(name).find();
    }

    /** The settings as they may be shown, in the order of their names. */
    public static Map<String, String> hide(Map<String, String> settings) {
        Map<String, String> shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> matches(name) ? HIDDEN : value);
        return shown;
    }
}
