package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.format.DsvOptions;

/** Reads the attributes of {@code dsv} and {@code schemaful_dsv}. Those that the rows of a query cannot follow are refused. */
final class DsvAttributes {
    private static final Set<String> BOTH = Set.of(
            "record_separator",
            "field_separator",
            "enable_escaping",
            "escaping_symbol",
            "enable_table_index",
            "table_index_column");
    private static final Set<String> NAMED = Set.of("key_value_separator", "line_prefix", "skip_unsupported_types");
    private static final Set<String> SCHEMAFUL =
            Set.of("columns", "enable_column_names_header", "missing_value_mode", "missing_value_sentinel");

    /** They concern only rows that are read. Clients send them also when they ask for rows. */
    private static final Set<String> OF_INPUT = Set.of(
            "enable_string_to_all_conversion",
            "enable_all_to_string_conversion",
            "enable_integral_type_conversion",
            "enable_integral_to_double_conversion",
            "enable_type_conversion");

    private final String format;
    private final JsonNode attributes;

    private DsvAttributes(String format, JsonNode attributes) {
        this.format = format;
        this.attributes = attributes;
    }

    static DsvOptions named(JsonNode attributes) {
        DsvAttributes read = new DsvAttributes("dsv", attributes);
        read.check(NAMED);
        String prefix = attributes.has("line_prefix") ? read.text("line_prefix", "") : null;
        return new DsvOptions(
                read.separators(),
                new DsvOptions.Named(prefix, read.flag("skip_unsupported_types", false)),
                DsvOptions.Schemaful.DEFAULT);
    }

    static DsvOptions schemaful(JsonNode attributes) {
        DsvAttributes read = new DsvAttributes("schemaful_dsv", attributes);
        read.check(SCHEMAFUL);
        return new DsvOptions(
                read.separators(),
                DsvOptions.Named.DEFAULT,
                new DsvOptions.Schemaful(
                        read.columns(),
                        read.flag("enable_column_names_header", false),
                        read.missing(),
                        read.text("missing_value_sentinel", "")));
    }

    private void check(Set<String> own) {
        Set<String> known = new TreeSet<>(own);
        known.addAll(BOTH);
        attributes.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name) && !OF_INPUT.contains(name)) {
                throw Parameters.refuse("unknown attribute '" + name + "' of the format " + format + "; known are "
                        + String.join(", ", known));
            }
        });
        if (flag("enable_table_index", false)) {
            throw Parameters.refuse("attribute enable_table_index of the format " + format
                    + " is not supported: a result is one table; read each result_index on its own");
        }
    }

    private DsvOptions.Separators separators() {
        DsvOptions.Separators usual = DsvOptions.Separators.DEFAULT;
        DsvOptions.Separators asked = new DsvOptions.Separators(
                symbol("record_separator", usual.record()),
                symbol("field_separator", usual.field()),
                symbol("key_value_separator", usual.keyValue()),
                flag("enable_escaping", true) ? symbol("escaping_symbol", (byte) '\\') : null);
        Set<Byte> all = new LinkedHashSet<>(List.of(asked.record(), asked.field()));
        boolean distinct = all.size() == 2
                && (!format.equals("dsv") || all.add(asked.keyValue()))
                && (asked.escape() == null || all.add(asked.escape()));
        if (!distinct) {
            throw Parameters.refuse("two separators of the format " + format
                    + " are the same symbol; choose different ones, so that values can be told apart");
        }
        return asked;
    }

    private byte symbol(String name, byte usual) {
        byte[] bytes = text(name, new String(new byte[] {usual}, StandardCharsets.US_ASCII))
                .getBytes(StandardCharsets.UTF_8);
        if (bytes.length != 1) {
            throw wrong(name, "one ASCII character");
        }
        return bytes[0];
    }

    private String text(String name, String usual) {
        JsonNode value = attributes.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!value.isTextual()) {
            throw wrong(name, "a string");
        }
        return value.asText();
    }

    private boolean flag(String name, boolean usual) {
        JsonNode value = attributes.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return usual;
        }
        if (!List.of("true", "false").contains(value.asText())) {
            throw wrong(name, "%true or %false");
        }
        return value.asText().equals("true");
    }

    private @Nullable List<String> columns() {
        JsonNode value = attributes.path("columns");
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        Set<String> columns = new LinkedHashSet<>();
        for (JsonNode column : value) {
            if (!column.isTextual() || !columns.add(column.asText())) {
                throw wrong("columns", "a list of different names");
            }
        }
        if (!value.isArray()) {
            throw wrong("columns", "a list of different names");
        }
        return List.copyOf(columns);
    }

    private DsvOptions.Missing missing() {
        String mode = text("missing_value_mode", "fail");
        return switch (mode) {
            case "fail" -> DsvOptions.Missing.FAIL;
            case "skip_row" -> DsvOptions.Missing.SKIP_ROW;
            case "print_sentinel" -> DsvOptions.Missing.PRINT_SENTINEL;
            default -> throw wrong("missing_value_mode", "fail, skip_row or print_sentinel");
        };
    }

    private RuntimeException wrong(String name, String form) {
        return Parameters.refuse("attribute " + name + " of the format " + format + " is " + attributes.path(name)
                + "; it must be " + form);
    }
}
