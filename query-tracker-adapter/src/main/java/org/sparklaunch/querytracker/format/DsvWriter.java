package org.sparklaunch.querytracker.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Writes {@code dsv}, lines of {@code name=value} separated by tabs, or {@code schemaful_dsv}, the values alone. Nulls are left
 * out of {@code dsv}. The separators and the escaping symbol are escaped, in {@code dsv} also zeros and carriage returns.
 */
final class DsvWriter implements RowWriter {
    private static final Cells CELLS = new NativeCells();

    private final Columns columns;
    private final boolean named;
    private final DsvOptions options;
    private final DsvOptions.Separators separators;

    /** Not used without escapes. */
    private final byte escape;

    private final BitSet inNames = new BitSet(1 << Byte.SIZE);
    private final BitSet inValues = new BitSet(1 << Byte.SIZE);
    private final OutputStream out;

    DsvWriter(Columns columns, boolean named, DsvOptions options, OutputStream out) {
        this.columns = columns;
        this.named = named;
        this.options = options;
        this.separators = options.separators();
        this.out = out;
        Byte escape = separators.escape();
        if (escape != null) {
            inValues.set(separators.record() & 0xff);
            inValues.set(separators.field() & 0xff);
            inValues.set(escape & 0xff);
            if (named) {
                inValues.set(0);
                inValues.set('\r');
                inNames.set(separators.keyValue() & 0xff);
            }
            inNames.or(inValues);
        }
        this.escape = escape == null ? 0 : escape;
    }

    @Override
    public void begin() throws IOException {
        if (!named && options.schemaful().header()) {
            Line line = new Line();
            for (String name : columns.names()) {
                line.field();
                line.escape(utf8(name), inNames);
            }
            line.end();
        }
    }

    @Override
    public void write(JsonNode row) throws IOException {
        Line line = new Line();
        String prefix = options.named().linePrefix();
        if (named && prefix != null) {
            line.field();
            line.raw(utf8(prefix));
        }
        for (int i = 0; i < columns.size(); i++) {
            JsonNode cell = columns.cell(CELLS, row, i);
            if (cell.isNull() && !named && options.schemaful().missing() == DsvOptions.Missing.SKIP_ROW) {
                return;
            }
            if (!isLeftOut(cell)) {
                write(line, i, cell);
            }
        }
        line.end();
    }

    private boolean isLeftOut(JsonNode cell) {
        return named
                && (cell.isNull() || (cell.isContainerNode() && options.named().skipNested()));
    }

    private void write(Line line, int column, JsonNode cell) throws IOException {
        line.field();
        if (named) {
            line.escape(utf8(columns.names().get(column)), inNames);
            line.raw(separators.keyValue());
        }
        if (cell.isNull()) {
            line.raw(sentinel(column));
        } else {
            line.escape(bytes(cell), inValues);
        }
    }

    private byte[] sentinel(int column) {
        if (options.schemaful().missing() == DsvOptions.Missing.FAIL) {
            throw new IllegalArgumentException("column '" + columns.names().get(column)
                    + "' has a null, for which schemaful_dsv has no value; set the attribute missing_value_mode to"
                    + " skip_row or print_sentinel");
        }
        return utf8(options.schemaful().sentinel());
    }

    private static byte[] bytes(JsonNode cell) throws IOException {
        return cell instanceof BinaryNode binary
                ? binary.binaryValue()
                : utf8(cell.isValueNode() ? cell.asText() : cell.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void end() {}

    /** A line that is written when it is complete, since a null can skip its row. */
    private final class Line {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean begun;

        /** Begins a field. */
        void field() {
            if (begun) {
                bytes.write(separators.field());
            }
            begun = true;
        }

        void raw(byte one) {
            bytes.write(one);
        }

        void raw(byte[] text) {
            bytes.writeBytes(text);
        }

        void escape(byte[] text, BitSet escaped) {
            for (byte b : text) {
                if (escaped.get(b & 0xff)) {
                    bytes.write(escape);
                    bytes.write(letter(b));
                } else {
                    bytes.write(b);
                }
            }
        }

        private static int letter(byte b) {
            return switch (b) {
                case '\n' -> 'n';
                case '\t' -> 't';
                case '\r' -> 'r';
                case 0 -> '0';
                default -> b;
            };
        }

        void end() throws IOException {
            bytes.write(separators.record());
            bytes.writeTo(out);
        }
    }
}
