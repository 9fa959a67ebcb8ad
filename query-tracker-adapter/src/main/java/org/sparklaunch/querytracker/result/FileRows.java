package org.sparklaunch.querytracker.result;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
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

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final MappingIterator<JsonNode> rows;

    private FileRows(MappingIterator<JsonNode> rows) {
        this.rows = rows;
    }

    static FileRows open(Path file) throws IOException {
        InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER);
        return new FileRows(JSON.readerFor(JsonNode.class).readValues(in));
    }

    @Override
    public @Nullable JsonNode next() throws IOException {
        return rows.hasNextValue() ? rows.nextValue() : null;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
