package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.format.InputFormat;

/**
 * The parameters of one command, from the header {@code X-YT-Parameters}, the query string and the body; a later one of
 * these wins. Header and body are JSON, or YSON when the header {@code X-YT-Header-Format} or the content type says so.
 * Strings of the query string may stand for numbers and booleans.
 */
final class Parameters {
    static final String HEADER = "X-YT-Parameters";
    private static final int LONGEST_SHOWN = 100;
    private static final String HEADER_FORMAT = "X-YT-Header-Format";
    private static final String INPUT_FORMAT = "X-YT-Input-Format";

    /** Parameters of every command. Some only have a meaning in YTsaurus and are ignored. */
    private static final Set<String> COMMON = Set.of(
            "stage",
            "output_format",
            "mutation_id",
            "retry",
            "trace",
            "transaction_id",
            "ping_ancestor_transactions",
            "suppress_access_tracking",
            "suppress_modification_tracking",
            "suppress_transaction_coordinator_sync",
            "suppress_upstream_sync");

    /** A format has its options there, and annotations are returned as they were sent. */
    private static final Set<String> WITH_ATTRIBUTES = Set.of("output_format", "annotations");

    private final ObjectNode values;
    private final boolean nativeClient;

    private Parameters(ObjectNode values, boolean nativeClient) {
        this.values = values;
        this.nativeClient = nativeClient;
    }

    /** Reads the parameters and refuses unknown ones. */
    static Parameters of(Context ctx, Set<String> known) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        String header = ctx.header(HEADER);
        if (header != null && !header.isBlank()) {
            values.setAll(map("header " + HEADER, headerFormat(ctx).read("header " + HEADER, header)));
        }
        ctx.queryParamMap().forEach((name, texts) -> values.put(name, texts.get(0)));
        byte[] body = CommandBody.body(ctx);
        if (!new String(body, StandardCharsets.ISO_8859_1).isBlank()) {
            String where = "request body";
            values.setAll(map(where, bodyFormat(ctx).read(where, body)));
        }
        dropAttributes(values);
        refuseUnknown(values, known);
        JsonNode query = values.path("query_id");
        if (query.isTextual()) {
            CommandAudit.addObject(ctx, Map.of("query", query.asText()));
        }
        return new Parameters(values, ctx.header(HEADER_FORMAT) != null);
    }

    private static InputFormat headerFormat(Context ctx) {
        String named = ctx.header(HEADER_FORMAT);
        return named == null ? InputFormat.JSON : InputFormat.named(named);
    }

    /** The content type distinguishes JSON and YSON. The format that the client names distinguishes the two kinds of JSON. */
    private static InputFormat bodyFormat(Context ctx) {
        InputFormat ofType = InputFormat.of(ctx.contentType());
        String input = ctx.header(INPUT_FORMAT);
        InputFormat named = input == null ? headerFormat(ctx) : InputFormat.named(input);
        return ofType == InputFormat.YSON || named == InputFormat.YSON ? ofType : named;
    }

    /** As YTsaurus does: {@code <a=b>"SELECT 1"} is the query {@code SELECT 1}. */
    private static void dropAttributes(ObjectNode values) {
        for (Map.Entry<String, JsonNode> entry : values.properties()) {
            if (!WITH_ATTRIBUTES.contains(entry.getKey())) {
                entry.setValue(InputFormat.withoutAttributes(entry.getValue()));
            }
        }
    }

    private static void refuseUnknown(ObjectNode values, Set<String> known) {
        Set<String> unknown = new TreeSet<>();
        values.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(known);
        unknown.removeAll(COMMON);
        if (!unknown.isEmpty()) {
            throw refuse("unknown parameter '" + shown(unknown.iterator().next()) + "'; known are "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    private static String shown(String name) {
        return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name;
    }

    private static ObjectNode map(String where, JsonNode node) {
        if (!(InputFormat.plain(node) instanceof ObjectNode object)) {
            throw refuse(where + " is not a map of parameters: it is a JSON "
                    + node.getNodeType().name().toLowerCase(Locale.ROOT));
        }
        return object;
    }

    /** Whether the request comes from a client of YTsaurus, which expects the defaults of its server. */
    boolean isNative() {
        return nativeClient;
    }

    /** Returns the value as it was sent; null when absent. */
    @Nullable
    JsonNode node(String name) {
        return has(name) ? values.get(name) : null;
    }

    boolean has(String name) {
        return values.hasNonNull(name);
    }

    String text(String name) {
        if (!has(name)) {
            throw refuse("missing parameter '" + name + "'");
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
            throw refuse("parameter '" + name + "' is not a string: " + node);
        }
        if (node.isBinary()) {
            // As a string it would be its Base64.
            throw refuse("parameter '" + name + "' is not UTF-8; in YTsaurus' JSON each character is a byte, unless the"
                    + " header X-YT-Header-Format is <encode_utf8=%false>json");
        }
        return node.asText();
    }

    int intOr(String name, int other) {
        long value = longOr(name, other);
        if (value != (int) value) {
            throw refuse("parameter '" + name + "' is not a number: '" + value + "'");
        }
        return (int) value;
    }

    long longOr(String name, long other) {
        String text = optionalText(name);
        try {
            return text == null ? other : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw refuse("parameter '" + name + "' is not a number: '" + text + "'");
        }
    }

    boolean flagOr(String name, boolean other) {
        String text = optionalText(name);
        if (text == null) {
            return other;
        }
        if (!text.equals("true") && !text.equals("false")) {
            throw refuse("parameter '" + name + "' is neither true nor false: '" + text + "'");
        }
        return text.equals("true");
    }

    /** Returns a map, also from its JSON string; empty when absent. */
    ObjectNode map(String name) {
        JsonNode node = values.path(name);
        if (node instanceof ObjectNode object) {
            return object;
        }
        String text = optionalText(name);
        String where = "parameter '" + name + "'";
        return text == null || text.isBlank()
                ? JsonNodeFactory.instance.objectNode()
                : map(where, InputFormat.JSON.read(where, text));
    }

    /** Returns a time given in ISO 8601 or in microseconds since 1970; null when absent. */
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
            throw refuse("parameter '" + name + "' is not a time such as 2026-01-31T12:00:00Z: '" + text + "'");
        }
    }

    /** Returns the names of an array, of the entry {@code keys} of a map, or of a comma-separated string; null when absent. */
    @Nullable
    Set<String> names(String name) {
        JsonNode node = values.path(name).has("keys") ? values.path(name).path("keys") : values.path(name);
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
