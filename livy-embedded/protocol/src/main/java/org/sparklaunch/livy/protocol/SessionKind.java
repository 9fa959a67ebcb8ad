package org.sparklaunch.livy.protocol;

import java.util.Locale;
import java.util.Optional;

/** The kind of a session or of one statement: Livy's five words with their aliases. */
public enum SessionKind {
    SPARK("spark"),
    PYSPARK("pyspark"),
    SPARKR("sparkr"),
    SQL("sql"),
    /** A session that has no kind of its own: each statement names one. */
    SHARED("shared");

    private final String wireName;

    SessionKind(String wireName) {
        this.wireName = wireName;
    }

    /** The name in REST bodies. */
    public String wireName() {
        return wireName;
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
