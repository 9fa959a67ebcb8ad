package org.sparklaunch.livy.server.supply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.sparklaunch.livy.protocol.RuntimeSettings;
import org.sparklaunch.livy.server.request.SessionSpec;

/**
 * A comparison of a session's settings with those of a running driver.
 *
 * @param settings what is to be applied in the running driver
 * @param decidedAtStart what differs and cannot be applied; the driver serves only without any
 */
public record WarmMatch(Map<String, String> settings, List<String> decidedAtStart) {
    private static final String APP_NAME = "spark.app.name";

    /**
     * Compares all settings, so that a request which repeats a default is served as well. A name that the server
     * generated is ignored; a name requested by its key would not be shown by Spark.
     *
     * @param wanted what a driver of its own would get
     */
    public static WarmMatch of(SessionSpec spec, Map<String, String> wanted, Map<String, String> present) {
        Map<String, String> settings = new TreeMap<>();
        List<String> others = new ArrayList<>();
        TreeSet<String> keys = new TreeSet<>(wanted.keySet());
        keys.addAll(present.keySet());
        for (String key : keys) {
            String value = wanted.get(key);
            if (key.equals(APP_NAME) ? !spec.conf().containsKey(key) : Objects.equals(value, present.get(key))) {
                continue;
            }
            if (value != null && RuntimeSettings.contains(key)) {
                settings.put(key, value);
            } else {
                others.add(key);
            }
        }
        if (spec.proxyUser() != null) {
            others.add("proxyUser");
        }
        return new WarmMatch(settings, others);
    }

    /** Returns whether the driver is suitable. */
    public boolean fits() {
        return decidedAtStart.isEmpty();
    }
}
