package org.sparklaunch.querytracker.settings;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;

/** Reads settings that clients may send as a JSON string. Numbers keep their digits, and no name may be given twice. */
final class JsonSetting {
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private JsonSetting() {}

    /** Returns the value, parsed if it is a string. */
    static JsonNode parsed(SettingName name, JsonNode value) {
        try {
            return value.isTextual() ? JSON.readTree(value.asText()) : value;
        } catch (JsonProcessingException e) {
            throw refuse(name, e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // Of an exponent that no decimal can have.
            throw refuse(name, String.valueOf(e.getMessage()));
        }
    }

    private static QueryException refuse(SettingName name, String problem) {
        return new QueryException(
                QueryError.GENERIC, "setting " + name.key() + " is a string that is not a JSON map: " + problem);
    }
}
