package org.sparklaunch.querytracker.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a result one after the other. For one thread. */
public interface RowCursor extends AutoCloseable {
    /** Returns the next row, an array in the order of the schema; null at the end. */
    @Nullable
    JsonNode next() throws IOException;

    @Override
    default void close() throws IOException {}

    /** Reads rows that are in memory. */
    static RowCursor of(Iterable<JsonNode> rows) {
        Iterator<JsonNode> iterator = rows.iterator();
        return () -> iterator.hasNext() ? iterator.next() : null;
    }
}
