package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.jspecify.annotations.Nullable;

/**
 * A stored result.
 *
 * @param schema array of {@code {name, type, nullable}} with Spark's types
 * @param rows array of arrays, in the order of the schema; empty when they are in a file. Cells are exact: decimals are strings, binary values Base64,
 *     dates and times ISO 8601 (timestamps in UTC), {@code NaN}, {@code Infinity} and {@code -Infinity} and {@code -0.0} strings, maps arrays of
 *     pairs, structs arrays in the order of their fields
 * @param truncated whether the query had more rows than its limit
 * @param full all rows, if the query asked for them; otherwise null
 */
public record QueryResult(
        ArrayNode schema,
        ArrayNode rows,
        boolean truncated,
        @Nullable FullResult full) {
    /** Whether the rows are in a file instead of {@link #rows}. */
    public boolean isInFile() {
        return full != null && full.hasRowFile();
    }

    /** Returns the number of rows that can be read. */
    public long rowCount() {
        return full != null && full.hasRowFile() ? full.rows() : rows.size();
    }
}
