package org.sparklaunch.livy.protocol;

import java.util.List;

/** The SQL types that an argument of a query may name: {@code {"type": "date", "value": "2026-01-31"}}. */
public final class ParameterTypes {
    public static final List<String> NAMES = List.of(
            "string",
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "float",
            "double",
            "decimal",
            "date",
            "timestamp",
            "timestamp_ntz",
            "time",
            "interval day to second",
            "interval year to month",
            "binary");

    private ParameterTypes() {}
}
