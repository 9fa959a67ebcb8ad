package org.sparklaunch.livy.protocol;

import java.util.Locale;
import java.util.Optional;

/** The kind of a session or of one statement: Livy's five kinds with their aliases, and {@link #QUERY}. */
public enum SessionKind {
    SPARK("spark"),
    PYSPARK("pyspark"),
    SPARKR("sparkr"),
    SQL("sql"),
    /** A session without a kind: each statement names its own. */
    SHARED("shared"),
    /** A kind for the query tracker, which has its own REST path. Livy's clients cannot request it. */
    QUERY("query");

    private final String wireName;

    SessionKind(String wireName) {
        this.wireName = wireName;
    }

    /** Returns the name in REST bodies. */
    public String wireName() {
        return wireName;
    }

    /** Returns whether the code is SQL only, which Spark can check against a policy before it runs. */
    public boolean isSql() {
        return this == SQL || this == QUERY;
    }

    /**
     * Parses a name or alias ({@code scala}, {@code python}, {@code pyspark3}, {@code r}) in any case. Livy dropped {@code
     * pyspark3} in 0.5; older clients still send it.
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
