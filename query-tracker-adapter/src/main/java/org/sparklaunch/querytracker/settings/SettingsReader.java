package org.sparklaunch.querytracker.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.platform.quantity.TimeString;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** Parses settings strictly. An unknown or wrong setting is refused by name before the query is accepted. */
public final class SettingsReader {
    private static final Pattern SESSION_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final QueryLimits limits;

    public SettingsReader(QueryLimits limits) {
        this.limits = limits;
    }

    public QuerySettings read(JsonNode settings) {
        Map<SettingName, JsonNode> values = new EnumMap<>(SettingName.class);
        if (!settings.isObject()) {
            throw refuse("settings are not a map: " + settings);
        }
        settings.properties().forEach(e -> {
            SettingName name = SettingName.parse(e.getKey());
            if (!e.getValue().isNull()) {
                values.put(name, e.getValue());
            }
        });
        bool(SettingName.IS_INDEXED, values, true);
        return new QuerySettings(
                cluster(values),
                sparkConf(values.get(SettingName.SPARK_CONF)),
                bool(SettingName.SESSION_REUSE, values, true),
                session(values),
                rowLimit(values),
                fileRows(values),
                bool(SettingName.FULL_RESULT, values, false),
                timeout(values.get(SettingName.TIMEOUT)),
                waitAtLimit(values.get(SettingName.ON_LIMIT)),
                ParamsReader.read(values.get(SettingName.PARAMS)));
    }

    /** A path is absolute; a group or a cluster names a sibling of the tracker's own cluster. */
    private DiscoveryPath cluster(Map<SettingName, JsonNode> values) {
        for (SettingName name :
                new SettingName[] {SettingName.DISCOVERY_PATH, SettingName.DISCOVERY_GROUP, SettingName.CLUSTER}) {
            JsonNode value = values.get(name);
            if (value != null) {
                return path(name, text(name, value));
            }
        }
        return limits.cluster();
    }

    private DiscoveryPath path(SettingName name, String value) {
        String own = limits.cluster().value();
        boolean absolute = name == SettingName.DISCOVERY_PATH || value.startsWith("/");
        try {
            return new DiscoveryPath(absolute ? value : own.substring(0, own.lastIndexOf('/') + 1) + value);
        } catch (IllegalArgumentException e) {
            throw refuse("setting " + name.key() + " is invalid: " + e.getMessage());
        }
    }

    private static Map<String, String> sparkConf(@Nullable JsonNode value) {
        JsonNode map = value == null
                ? JsonNodeFactory.instance.objectNode()
                : JsonSetting.parsed(SettingName.SPARK_CONF, value);
        if (!map.isObject()) {
            throw refuse("setting spark_conf is neither a map of keys to values nor a JSON string of one: " + map);
        }
        Map<String, String> conf = new TreeMap<>();
        map.properties().forEach(e -> conf.put(checkKey(e.getKey()), scalar(e.getKey(), e.getValue())));
        return conf;
    }

    private static String checkKey(String key) {
        if (!key.startsWith("spark.")) {
            throw refuse("setting spark_conf has the key '" + key + "'; keys must begin with 'spark.'");
        }
        return key;
    }

    private static String scalar(String key, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw refuse("setting spark_conf: the value of '" + key + "' is not a string, number or boolean: " + value);
        }
        if (value.isBinary()) {
            throw refuse("setting spark_conf: the value of '" + key + "' is not UTF-8");
        }
        return value.asText();
    }

    private static boolean bool(SettingName name, Map<SettingName, JsonNode> values, boolean unsaid) {
        JsonNode value = values.get(name);
        if (value == null) {
            return unsaid;
        }
        if (!value.isBoolean()) {
            throw refuse("setting " + name.key() + " is neither true nor false: " + value);
        }
        return value.asBoolean();
    }

    private static @Nullable String session(Map<SettingName, JsonNode> values) {
        JsonNode value = values.get(SettingName.SESSION);
        if (value == null) {
            return null;
        }
        if (!value.isTextual() || !SESSION_NAME.matcher(value.asText()).matches()) {
            throw refuse("the setting session is " + value
                    + "; it must be a name of 1 to 64 letters, digits, '.', '_' and '-', such as 'daily-report'");
        }
        if (!bool(SettingName.SESSION_REUSE, values, true)) {
            throw refuse("the settings session and session_reuse=false contradict each other; omit one");
        }
        return value.asText();
    }

    /** A number of rows within the limit needs no file. */
    private int rowLimit(Map<SettingName, JsonNode> values) {
        JsonNode value = values.get(SettingName.ROW_LIMIT);
        JsonNode rows = values.get(SettingName.ROWS);
        if (value == null) {
            if (rows != null && rows.isIntegralNumber() && fileRows(values) == 0) {
                return rows.asInt();
            }
            return limits.rowLimit();
        }
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > limits.rowLimit()) {
            throw refuse("setting row_limit is " + value + "; it must be a number from 1 to " + limits.rowLimit()
                    + ", the limit of this tracker; use the setting rows for more rows");
        }
        return value.asInt();
    }

    private long fileRows(Map<SettingName, JsonNode> values) {
        JsonNode value = values.get(SettingName.ROWS);
        if (value == null) {
            return 0;
        }
        for (SettingName other : List.of(SettingName.ROW_LIMIT, SettingName.FULL_RESULT)) {
            if (values.containsKey(other)) {
                throw refuse("settings rows and " + other.key() + " exclude each other; remove one of them");
            }
        }
        if (value.asText().equals("all")) {
            return Long.MAX_VALUE;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 1) {
            throw refuse("setting rows is " + value + "; it must be a number above 0, or \"all\"");
        }
        return value.asLong() > limits.rowLimit() ? value.asLong() : 0;
    }

    private static @Nullable Duration timeout(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        try {
            Duration timeout = TimeString.parseOption(value.asText());
            if (!timeout.isZero()) {
                return timeout;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with the form that is right.
        }
        throw refuse("The setting timeout is " + value
                + "; it must be a number of seconds above 0, or one with a unit such as 500ms, 30s, 5min, 1h");
    }

    private static boolean waitAtLimit(@Nullable JsonNode value) {
        String text = value == null ? "wait" : value.asText();
        if (!text.equals("wait") && !text.equals("fail")) {
            throw refuse("setting on_limit is " + value + "; it must be wait or fail");
        }
        return text.equals("wait");
    }

    private static String text(SettingName name, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank()) {
            throw refuse("setting " + name.key() + " is not a string: " + value);
        }
        return value.asText();
    }

    private static QueryException refuse(String message) {
        return new QueryException(QueryError.GENERIC, message);
    }
}
