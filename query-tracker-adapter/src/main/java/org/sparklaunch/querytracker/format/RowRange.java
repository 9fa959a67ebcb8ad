package org.sparklaunch.querytracker.format;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a result.
 *
 * @param from first row
 * @param to the row after the last, which may lie beyond the end
 * @param columns null for all
 */
public record RowRange(int from, int to, @Nullable Set<String> columns) {
    /** Begins at 0 at the earliest. */
    public RowRange {
        from = Math.max(0, from);
    }
}
