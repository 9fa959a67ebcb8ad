package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.platform.quantity.TimeString;

/** Reads settings strictly: what is unknown or wrong is refused by name, before the query is accepted. */
final class SettingsReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final QueryLimits limits;

    SettingsReader(QueryLimits limits) {
        this.limits = limits;
    }

    QuerySettings read(JsonNode settings) {
        Map<SettingName, JsonNode> values = new EnumMap<>(SettingName.class);
        if (!settings.isObject()) {
            throw refuse("The settings are not a map but " + settings);
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
                rowLimit(values.get(SettingName.ROW_LIMIT)),
                bool(SettingName.FULL_RESULT, values, false),
                timeout(values.get(SettingName.TIMEOUT)),
                waitAtLimit(values.get(SettingName.ON_LIMIT)),
                ParamsReader.read(values.get(SettingName.PARAMS)));
    }

    /** A path names the place itself; a group or a cluster names a sibling of the tracker's own cluster. */
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
            throw refuse("The setting " + name.key() + " is wrong: " + e.getMessage());
        }
    }

    private static Map<String, String> sparkConf(@Nullable JsonNode value) {
        JsonNode map = value == null ? JsonNodeFactory.instance.objectNode() : value;
        if (map.isTextual()) {
            map = parse(map.asText());
        }
        if (!map.isObject()) {
            throw refuse("The setting spark_conf is not a map of keys to values, nor the text of one: " + map);
        }
        Map<String, String> conf = new TreeMap<>();
        map.properties().forEach(e -> conf.put(checkKey(e.getKey()), scalar(e.getKey(), e.getValue())));
        return conf;
    }

    private static String checkKey(String key) {
        if (!key.startsWith("spark.")) {
            throw refuse("The setting spark_conf has the key '" + key + "'; keys of Spark begin with 'spark.'");
        }
        return key;
    }

    private static String scalar(String key, JsonNode value) {
        if (!value.isValueNode() || value.isNull()) {
            throw refuse("The setting spark_conf has no text, number or boolean for '" + key + "' but " + value);
        }
        return value.asText();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refuse("The setting spark_conf is a text that is no JSON map: " + e.getOriginalMessage());
        }
    }

    private static boolean bool(SettingName name, Map<SettingName, JsonNode> values, boolean unsaid) {
        JsonNode value = values.get(name);
        if (value == null) {
            return unsaid;
        }
        if (!value.isBoolean()) {
            throw refuse("The setting " + name.key() + " is neither true nor false but " + value);
        }
        return value.asBoolean();
    }

    private int rowLimit(@Nullable JsonNode value) {
        if (value == null) {
            return limits.rowLimit();
        }
        if (!value.isIntegralNumber() || value.asLong() < 1 || value.asLong() > limits.rowLimit()) {
            throw refuse("The setting row_limit is " + value + "; it must be a number from 1 to " + limits.rowLimit()
                    + ", the limit of this tracker");
        }
        return value.asInt();
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
            throw refuse("The setting on_limit is " + value + "; it must be wait or fail");
        }
        return text.equals("wait");
    }

    private static String text(SettingName name, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank()) {
            throw refuse("The setting " + name.key() + " is not a text but " + value);
        }
        return value.asText();
    }

    private static QueryException refuse(String message) {
        return new QueryException(QueryError.GENERIC, message);
    }
}
