package org.sparklaunch.querytracker.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import org.sparklaunch.querytracker.query.QueryResult;
import org.sparklaunch.querytracker.query.RowCursor;

/** Serializes the rows of results while they are read. Closing a returned stream closes the cursor. */
public final class RowSerializer {
    private RowSerializer() {}

    /**
     * Returns the rows without anything else.
     *
     * @throws IllegalArgumentException here or while reading, when a cell does not fit the format
     */
    public static InputStream rows(QueryResult result, RowCursor rows, RowRange range, DataFormat format)
            throws IOException {
        return rows(result, rows, range, format, DsvOptions.DEFAULT);
    }

    /** Returns the rows without anything else, with the attributes of a format for tab-separated values. */
    public static InputStream rows(
            QueryResult result, RowCursor rows, RowRange range, DataFormat format, DsvOptions options)
            throws IOException {
        RowRange asked = options.columns() == null ? range : range.of(new LinkedHashSet<>(options.columns()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Columns columns = Columns.of(result.schema(), asked);
        if (format == DataFormat.SCHEMAFUL_DSV) {
            refuseMissing(options, columns);
        }
        RowWriter writer = switch (format) {
            case DSV, SCHEMAFUL_DSV -> new DsvWriter(columns, format == DataFormat.DSV, options, out);
            default -> writer(columns, format, out);
        };
        return new RowInputStream(rows, range, writer, out);
    }

    /** The values have no names: without one of them, all after it would stand for another column. */
    private static void refuseMissing(DsvOptions options, Columns columns) {
        List<String> asked = options.columns() == null ? List.of() : options.columns();
        for (String name : asked) {
            if (!columns.names().contains(name)) {
                throw new IllegalArgumentException(
                        "the result has no column '" + name + "', which the attribute columns of schemaful_dsv names");
            }
        }
    }

    /** Returns one JSON object with schema and rows. */
    public static InputStream whole(QueryResult result, RowCursor rows, RowRange range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Columns columns = Columns.of(result.schema(), range);
        return new RowInputStream(
                rows, range, new RowWriter.Whole(columns, result.rowCount(), result.truncated(), out), out);
    }

    /**
     * Fails when a cell cannot be shown in one of the formats. Of all formats Arrow alone demands that cells fit their types.
     *
     * @throws IllegalArgumentException which names the column
     */
    public static void check(QueryResult result) {
        RowCursor rows = RowCursor.of(result.rows());
        try (InputStream bytes = rows(result, rows, RowRange.ALL, DataFormat.ARROW)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new IllegalStateException("rows in memory cannot be read", e);
        }
    }

    private static RowWriter writer(Columns columns, DataFormat format, OutputStream out) throws IOException {
        return switch (format) {
            case CSV -> new RowWriter.Csv(columns, out);
            case ARROW -> new RowWriter.Arrow(columns, out);
            default -> new RowWriter.Maps(columns, format, out);
        };
    }
}
