package org.sparklaunch.livy.driver.scala;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.protocol.ColumnNames;

/** Recognizes a row of Spark in its JSON form, {@code {"schema":[{"name":…,…}],"values":[…]}}. */
final class SparkRow {
    private static final JsonFactory FACTORY = new JsonFactory();

    private SparkRow() {}

    /**
     * Returns the columns of a row under unique names, or the members of any other object as they are.
     *
     * @param members of a JSON object, names to JSON text
     */
    static Map<String, String> columns(Map<String, String> members) throws IOException {
        String schema = members.get("schema");
        String row = members.get("values");
        if (schema == null || row == null || members.size() > 2) {
            return members;
        }
        List<String> names = names(schema);
        List<String> values = elements(row);
        if (names.isEmpty() || names.size() != values.size()) {
            return members;
        }
        Map<String, String> columns = new LinkedHashMap<>();
        List<String> unique = ColumnNames.unique(names);
        for (int i = 0; i < names.size(); i++) {
            columns.put(unique.get(i), values.get(i));
        }
        return columns;
    }

    private static List<String> names(String schema) throws IOException {
        List<String> names = new ArrayList<>();
        for (String field : elements(schema)) {
            try (JsonParser parser = FACTORY.createParser(field)) {
                if (parser.nextToken() == JsonToken.START_OBJECT && "name".equals(parser.nextFieldName())) {
                    names.add(parser.nextTextValue());
                }
            }
        }
        return names;
    }

    /** Empty for anything else than an array. */
    private static List<String> elements(String json) throws IOException {
        List<String> elements = new ArrayList<>();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(copy(parser));
                }
            }
        }
        return elements;
    }

    /** The JSON text of the parser's current value, digit by digit; the parser stands at its end afterwards. */
    static String copy(JsonParser parser) throws IOException {
        StringWriter json = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(json)) {
            copyValue(parser, copy);
        }
        return json.toString();
    }

    private static void copyValue(JsonParser parser, JsonGenerator copy) throws IOException {
        int depth = 0;
        JsonToken token = parser.currentToken();
        while (true) {
            if (token == JsonToken.VALUE_NUMBER_FLOAT) {
                copy.writeNumber(parser.getText());
            } else {
                copy.copyCurrentEvent(parser);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }
}
