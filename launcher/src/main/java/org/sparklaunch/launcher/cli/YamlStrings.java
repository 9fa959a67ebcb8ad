package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;

/**
 * Reads YAML whose values are strings as they are written. As numbers, {@code 010} would become 8 and {@code 3.10} lose its zero.
 * An option may have them as its value, for example as the version of a library. Words such as {@code off} are strings, too.
 */
final class YamlStrings {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
            .build();

    /** The YAML is correct, but has something that options cannot have. Its message repeats no value. */
    static final class UnsupportedException extends IOException {
        private static final long serialVersionUID = 1L;

        UnsupportedException(String message) {
            super(message);
        }
    }

    private final YAMLParser parser;

    private YamlStrings(YAMLParser parser) {
        this.parser = parser;
    }

    /**
     * Reads one document; missing when there is none.
     *
     * @throws UnsupportedException when there is a second document, or an alias
     */
    static JsonNode read(String yaml) throws IOException {
        try (YAMLParser parser = YAML.createParser(yaml)) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode root = new YamlStrings(parser).value();
            if (parser.nextToken() != null) {
                throw new UnsupportedException("has several documents; put all options into one");
            }
            return root;
        }
    }

    private JsonNode value() throws IOException {
        if (parser.isCurrentAlias()) {
            throw new UnsupportedException("has an alias (*name) in line "
                    + parser.currentTokenLocation().getLineNr() + "; write the value itself");
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> map();
            case START_ARRAY -> list();
            case VALUE_TRUE -> BooleanNode.TRUE;
            case VALUE_FALSE -> BooleanNode.FALSE;
            case VALUE_NULL -> NullNode.getInstance();
            default -> TextNode.valueOf(parser.getText());
        };
    }

    private ObjectNode map() throws IOException {
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            map.set(name, value());
        }
        return map;
    }

    private ArrayNode list() throws IOException {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value());
        }
        return list;
    }
}
