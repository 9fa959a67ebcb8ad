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
import java.util.TreeMap;
import org.sparklaunch.livy.driver.row.JsonText;

/**
 * Makes Livy's table of a JSON value. Each element is a row. Each member is a column, in the order of names. Elements of arrays
 * and plain values stand in columns named by number. A row of Spark has its own columns, with unique names. Unlike in Livy, a
 * null agrees with every type, and a row without a column has null there.
 */
final class MagicTable {

    /** A column, an array or an object holds values of several types. */
    static final class MixedTypesException extends IOException {
        MixedTypesException() {
            super("values of one column have different types");
        }
    }

    private record Cell(String type, String json) {}

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String NULL = "NULL_TYPE";

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Map<String, Cell>> rows = new ArrayList<>();
    private boolean named;

    private MagicTable() {}

    static String of(String json) throws IOException {
        MagicTable table = new MagicTable();
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    table.addRow(parser);
                }
            } else {
                table.addRow(parser);
            }
        }
        return table.render();
    }

    private void addRow(JsonParser parser) throws IOException {
        Map<String, Cell> row = new TreeMap<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            named = true;
            row.putAll(members(fields(parser)));
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
                row.put(Integer.toString(i), cell(parser));
            }
        } else {
            row.put("0", cell(parser));
        }
        for (Map.Entry<String, Cell> column : row.entrySet()) {
            String type = column.getValue().type();
            types.put(column.getKey(), agree(types.getOrDefault(column.getKey(), NULL), type));
        }
        rows.add(row);
    }

    private static Map<String, String> fields(JsonParser parser) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, SparkRow.copy(parser));
        }
        return fields;
    }

    private static Map<String, Cell> members(Map<String, String> fields) throws IOException {
        Map<String, Cell> members = new LinkedHashMap<>();
        for (Map.Entry<String, String> field : SparkRow.columns(fields).entrySet()) {
            try (JsonParser parser = FACTORY.createParser(field.getValue())) {
                parser.nextToken();
                members.put(field.getKey(), cell(parser));
            }
        }
        return members;
    }

    private static Cell cell(JsonParser parser) throws IOException {
        StringWriter json = new StringWriter();
        try (JsonGenerator copy = FACTORY.createGenerator(json)) {
            String type = copy(parser, copy);
            copy.flush();
            return new Cell(type, json.toString());
        }
    }

    private static String copy(JsonParser parser, JsonGenerator copy) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            // Digit by digit, not by way of a double.
            copy.writeNumber(parser.getText());
            return "DOUBLE_TYPE";
        }
        copy.copyCurrentEvent(parser);
        return switch (token) {
            case VALUE_NULL -> NULL;
            case VALUE_TRUE, VALUE_FALSE -> "BOOLEAN_TYPE";
            case VALUE_STRING -> "STRING_TYPE";
            case VALUE_NUMBER_INT -> "BIGINT_TYPE";
            case START_ARRAY -> copyElements(parser, copy, "ARRAY_TYPE");
            case START_OBJECT -> copyElements(parser, copy, "MAP_TYPE");
            default -> throw new IOException("unexpected " + token + " in a JSON value");
        };
    }

    private static String copyElements(JsonParser parser, JsonGenerator copy, String type) throws IOException {
        String elements = NULL;
        while (!parser.nextToken().isStructEnd()) {
            if (parser.currentToken() == JsonToken.FIELD_NAME) {
                copy.copyCurrentEvent(parser);
            } else {
                elements = agree(elements, copy(parser, copy));
            }
        }
        copy.copyCurrentEvent(parser);
        return type;
    }

    private static String agree(String first, String second) throws MixedTypesException {
        if (first.equals(NULL) || first.equals(second)) {
            return second;
        }
        if (second.equals(NULL)) {
            return first;
        }
        throw new MixedTypesException();
    }

    private String render() {
        // Numbers keep their order: as names, 10 would stand before 2.
        Map<String, String> columns = named ? new TreeMap<>(types) : byNumber();
        return JsonText.of(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("headers");
            for (Map.Entry<String, String> column : columns.entrySet()) {
                json.writeStartObject();
                json.writeStringField("type", column.getValue());
                json.writeStringField("name", column.getKey());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("data");
            for (Map<String, Cell> row : rows) {
                json.writeStartArray();
                for (String column : columns.keySet()) {
                    json.writeRawValue(row.containsKey(column) ? row.get(column).json() : "null");
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Map<String, String> byNumber() {
        Map<String, String> columns = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            String name = Integer.toString(i);
            columns.put(name, types.getOrDefault(name, NULL));
        }
        return columns;
    }
}
