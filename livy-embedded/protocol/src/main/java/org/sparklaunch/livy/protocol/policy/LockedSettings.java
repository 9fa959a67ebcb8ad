package org.sparklaunch.livy.protocol.policy;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Lists the Spark settings that a session under a policy can neither set nor see, whatever a rule allows: the checks depend
 * on some of them, and others hold secrets.
 */
final class LockedSettings {
    private static final Set<String> KEYS = Set.of(
            // ${system:...} and ${env:...} in SQL show secrets of the operator.
            "spark.sql.variable.substitute",
            // Spark would open the files of a path literal before the policy is checked.
            "spark.sql.runsqlonfiles",
            "spark.sql.extensions");

    /** Spark's new analyzer, alone or beside the old one, does not ask the rules of an extension. */
    private static final Pattern ANALYZER = Pattern.compile("spark\\.sql\\.analyzer\\.singlepassresolver\\..*");

    private static final Pattern SECRET =
            Pattern.compile("secret|password|passwd|token|credential|access[._-]?key|private[._-]?key|keytab");

    private LockedSettings() {}

    /** Returns whether no rule can open the setting. */
    public static boolean contains(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return KEYS.contains(lower)
                || ANALYZER.matcher(lower).matches()
                || SECRET.matcher(lower).find();
    }
}
