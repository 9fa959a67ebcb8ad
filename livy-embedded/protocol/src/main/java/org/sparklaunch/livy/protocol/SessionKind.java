package org.sparklaunch.livy.protocol;

import java.util.Locale;
import java.util.Optional;

/** The kind of a session or of one statement: Livy's five words with their aliases, and one of ours. */
public enum SessionKind {
    SPARK("spark"),
    PYSPARK("pyspark"),
    SPARKR("sparkr"),
    SQL("sql"),
    /** A session that has no kind of its own: each statement names one. */
    SHARED("shared"),
    /** Ours, for the query tracker: Livy's clients cannot ask for it, it has a path of its own. */
    QUERY("query");

    private final String wireName;

    SessionKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in REST bodies. */
    public String wireName() {
        return wireName;
    }

    /** Whether its code is SQL and nothing else, which can be checked before it runs. */
    public boolean isSql() {
        return this == SQL || this == QUERY;
    }

    /**
     * Reads a name or alias ({@code scala}, {@code python}, {@code pyspark3}, {@code r}), whatever its case. Livy dropped
     * {@code pyspark3} in 0.5; clients older than that still send it.
     */
    public static Optional<SessionKind> parse(String name) {
        return Optional.ofNullable(
                switch (name.toLowerCase(Locale.ROOT)) {
                    case "spark", "scala" -> SPARK;
                    case "pyspark", "python", "pyspark3" -> PYSPARK;
                    case "sparkr", "r" -> SPARKR;
                    case "sql" -> SQL;
                    case "shared" -> SHARED;
                    default -> null;
                });
    }
}
