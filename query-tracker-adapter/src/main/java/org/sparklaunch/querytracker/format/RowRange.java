package org.sparklaunch.querytracker.format;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requested part of a result.
 *
 * @param from first row
 * @param to end of the rows, exclusive; may lie beyond the end of the result
 * @param columns null for all
 */
public record RowRange(int from, int to, @Nullable Set<String> columns) {
    /** Begins at 0 at the earliest. */
    public RowRange {
        from = Math.max(0, from);
    }
}
