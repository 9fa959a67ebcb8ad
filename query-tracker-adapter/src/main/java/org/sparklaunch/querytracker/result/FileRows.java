package org.sparklaunch.querytracker.result;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.querytracker.query.RowCursor;

/** Reads a file of exact rows that a driver wrote: JSON arrays, one a line, compressed by gzip. */
final class FileRows implements RowCursor {
    private static final int BUFFER = 1 << 16;

    /** A cell may be larger than the 20 million characters that Jackson allows by default. */
    private static final JsonFactory CELLS_OF_ANY_SIZE = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private static final JsonMapper JSON = JsonMapper.builder(CELLS_OF_ANY_SIZE)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final JsonParser rows;

    private FileRows(JsonParser rows) {
        this.rows = rows;
    }

    static FileRows open(Path file) throws IOException {
        InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER);
        // Not by an iterator of values: it would take the first row for a list of rows.
        return new FileRows(JSON.createParser(in));
    }

    @Override
    public @Nullable JsonNode next() throws IOException {
        return rows.nextToken() == null ? null : rows.readValueAsTree();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
