package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.query.QueryError;
import org.sparklaunch.querytracker.query.QueryException;

/**
 * The parameters of one command, from the header {@code X-YT-Parameters}, the query string and the body; a later one of
 * these wins. Texts of the query string stand for numbers and booleans too.
 */
final class Parameters {
    static final String HEADER = "X-YT-Parameters";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode values;

    private Parameters(ObjectNode values) {
        this.values = values;
    }

    /** Reads them and refuses those that the command does not know. */
    static Parameters of(Context ctx, Set<String> known) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        values.setAll(object("The header " + HEADER, ctx.header(HEADER)));
        ctx.queryParamMap().forEach((name, texts) -> values.put(name, texts.get(0)));
        values.setAll(object("The request's body", ctx.body()));
        Set<String> unknown = new TreeSet<>();
        values.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw refuse("Unknown parameter '" + unknown.iterator().next() + "'; known are "
                    + String.join(", ", new TreeSet<>(known)));
        }
        return new Parameters(values);
    }

    private static ObjectNode object(String where, @Nullable String text) {
        if (text == null || text.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        return parse(where, text);
    }

    private static ObjectNode parse(String where, String text) {
        JsonNode node;
        try {
            node = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refuse(where + " is not JSON: " + e.getOriginalMessage().replaceAll("\\s+", " ") + " (line "
                    + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr() + ")");
        }
        if (!(node instanceof ObjectNode object)) {
            throw refuse(where + " is no JSON map of parameters but "
                    + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return object;
    }

    boolean has(String name) {
        return values.hasNonNull(name);
    }

    String text(String name) {
        if (!has(name)) {
            throw refuse("The parameter '" + name + "' is missing");
        }
        return textOr(name, "");
    }

    String textOr(String name, String other) {
        String text = optionalText(name);
        return text == null ? other : text;
    }

    @Nullable
    String optionalText(String name) {
        JsonNode node = values.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        if (!node.isValueNode()) {
            throw refuse("The parameter '" + name + "' is no text but " + node);
        }
        return node.asText();
    }

    int intOr(String name, int other) {
        String text = optionalText(name);
        try {
            return text == null ? other : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw refuse("The parameter '" + name + "' is no number but '" + text + "'");
        }
    }

    /** A map, or the text of one in JSON; empty when absent. */
    ObjectNode map(String name) {
        JsonNode node = values.path(name);
        if (node instanceof ObjectNode object) {
            return object;
        }
        return object("The parameter '" + name + "'", optionalText(name));
    }

    /** A moment in ISO 8601, or in microseconds since 1970. */
    @Nullable
    Instant instant(String name) {
        String text = optionalText(name);
        if (text == null) {
            return null;
        }
        try {
            return text.matches("\\d{1,18}")
                    ? Instant.EPOCH.plus(Long.parseLong(text), ChronoUnit.MICROS)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw refuse("The parameter '" + name + "' is no time such as 2026-01-31T12:00:00Z but '" + text + "'");
        }
    }

    /** The names of an array, or of a text with commas; null when absent. */
    @Nullable
    Set<String> names(String name) {
        JsonNode node = values.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        Set<String> names = new LinkedHashSet<>();
        if (node.isArray()) {
            node.forEach(n -> names.add(n.asText()));
        } else {
            names.addAll(List.of(node.asText().split(",")));
        }
        return names;
    }

    static QueryException refuse(String message) {
        return new QueryException(QueryError.GENERIC, message);
    }
}
