package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.sparklaunch.querytracker.query.RowCursor;

/** Serializes rows as its reader needs them, so that memory does not depend on their number. Closing closes the cursor. */
final class RowInputStream extends InputStream {
    private static final int CHUNK = 1 << 16;

    private final RowCursor rows;
    private final RowRange range;
    private final RowWriter writer;
    private final ByteArrayOutputStream buffer;
    private byte[] chunk = new byte[0];
    private int position;
    private long index;
    private boolean ended;

    /**
     * Begins at once.
     *
     * @param buffer where the writer writes
     */
    RowInputStream(RowCursor rows, RowRange range, RowWriter writer, ByteArrayOutputStream buffer) throws IOException {
        this.rows = rows;
        this.range = range;
        this.writer = writer;
        this.buffer = buffer;
        writer.begin();
        fill();
    }

    private void fill() throws IOException {
        while (!ended && buffer.size() < CHUNK) {
            JsonNode row = index < range.to() ? rows.next() : null;
            if (row == null) {
                writer.end();
                ended = true;
            } else if (index++ >= range.from()) {
                writer.write(row);
            }
        }
        chunk = buffer.toByteArray();
        buffer.reset();
        position = 0;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position == chunk.length && !ended) {
            fill();
        }
        if (position == chunk.length) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
