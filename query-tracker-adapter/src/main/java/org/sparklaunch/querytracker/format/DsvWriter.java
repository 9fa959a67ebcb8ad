package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code dsv}, lines of {@code name=value} separated by tabs, or {@code schemaful_dsv}, the values alone. Nulls are left
 * out of {@code dsv}. Line ends, tabs, zeros and backslashes are escaped, in names also the equals sign.
 */
final class DsvWriter implements RowWriter {
    private static final Cells CELLS = new NativeCells();

    private final Columns columns;
    private final boolean named;
    private final DsvOptions options;
    private final OutputStream out;

    DsvWriter(Columns columns, boolean named, DsvOptions options, OutputStream out) {
        this.columns = columns;
        this.named = named;
        this.options = options;
        this.out = out;
    }

    @Override
    public void begin() throws IOException {
        if (!named && options.header()) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int i = 0; i < columns.size(); i++) {
                separate(line, i > 0);
                escape(columns.names().get(i).getBytes(StandardCharsets.UTF_8), true, line);
            }
            finish(line);
        }
    }

    @Override
    public void write(JsonNode row) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean begun = false;
        for (int i = 0; i < columns.size(); i++) {
            JsonNode cell = columns.cell(CELLS, row, i);
            if (cell.isNull() && (named || options.missing() == DsvOptions.Missing.SKIP_ROW)) {
                if (!named) {
                    return;
                }
                continue;
            }
            separate(line, begun);
            begun = true;
            if (named) {
                escape(columns.names().get(i).getBytes(StandardCharsets.UTF_8), true, line);
                line.write('=');
            }
            escape(cell.isNull() ? sentinel(i) : bytes(cell), false, line);
        }
        finish(line);
    }

    private byte[] sentinel(int column) {
        if (options.missing() == DsvOptions.Missing.FAIL) {
            throw new IllegalArgumentException("column '" + columns.names().get(column)
                    + "' has a null, for which schemaful_dsv has no value; set the attribute missing_value_mode to"
                    + " skip_row or print_sentinel");
        }
        return options.sentinel().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode cell) throws IOException {
        if (cell instanceof BinaryNode binary) {
            return binary.binaryValue();
        }
        return (cell.isValueNode() ? cell.asText() : cell.toString()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void end() {}

    private static void separate(OutputStream line, boolean begun) throws IOException {
        if (begun) {
            line.write('\t');
        }
    }

    private void finish(ByteArrayOutputStream line) throws IOException {
        line.write('\n');
        line.writeTo(out);
    }

    private static void escape(byte[] bytes, boolean name, OutputStream line) throws IOException {
        for (byte b : bytes) {
            char escaped = switch (b) {
                case '\n' -> 'n';
                case '\t' -> 't';
                case '\r' -> 'r';
                case 0 -> '0';
                case '\\' -> '\\';
                case '=' -> name ? '=' : 0;
                default -> 0;
            };
            if (escaped != 0) {
                line.write('\\');
                line.write(escaped);
            } else {
                line.write(b);
            }
        }
    }
}
