package org.sparklaunch.querytracker.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.sparklaunch.platform.spelling.Spelling;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** The settings of a query, by the names that users write. */
enum SettingName {
    CLUSTER,
    DISCOVERY_PATH,
    DISCOVERY_GROUP,
    SPARK_CONF,
    SESSION_REUSE,
    SESSION,
    PARAMS,
    ROW_LIMIT,
    ROWS,
    FULL_RESULT,
    TIMEOUT,
    ON_LIMIT,
    IS_INDEXED;

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SettingName parse(String key) {
        return Arrays.stream(values())
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new QueryException(
                        QueryError.GENERIC, "unknown setting '" + key + "'" + nearest(key) + "; known are " + known()));
    }

    private static String known() {
        return Arrays.stream(values()).map(SettingName::key).collect(Collectors.joining(", "));
    }

    private static String nearest(String key) {
        List<String> keys = Arrays.stream(values()).map(SettingName::key).toList();
        return Spelling.nearest(key, keys)
                .map(k -> " (did you mean '" + k + "'?)")
                .orElse("");
    }
}
