package org.sparklaunch.querytracker.format;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a result.
 *
 * @param from first row
 * @param to end of the rows, exclusive; may lie beyond the end of the result
 * @param columns unique names of columns; null for all
 */
public record RowRange(long from, long to, @Nullable Set<String> columns) {
    /** The whole result. */
    public static final RowRange ALL = new RowRange(0, Long.MAX_VALUE, null);

    /** Begins at 0 at the earliest. */
    public RowRange {
        from = Math.max(0, from);
    }

    RowRange of(Set<String> other) {
        return new RowRange(from, to, other);
    }
}
