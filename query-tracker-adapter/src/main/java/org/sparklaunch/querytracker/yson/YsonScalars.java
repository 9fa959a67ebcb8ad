package org.sparklaunch.querytracker.yson;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** Writes scalar values in one of two forms. */
sealed interface YsonScalars {
    void string(byte[] bytes);

    void integer(long value);

    void unsigned(BigInteger value);

    void real(double value);

    void truth(boolean value);

    /** Printable ASCII. */
    record Text(ByteArrayOutputStream out) implements YsonScalars {
        @Override
        public void string(byte[] bytes) {
            StringBuilder text = new StringBuilder("\"");
            for (byte b : bytes) {
                text.append(
                        switch (b) {
                            case '"' -> "\\\"";
                            case '\\' -> "\\\\";
                            case '\n' -> "\\n";
                            case '\r' -> "\\r";
                            case '\t' -> "\\t";
                            default ->
                                b >= 0x20 && b < 0x7f ? Character.toString(b) : String.format("\\x%02x", b & 0xff);
                        });
            }
            print(text.append('"').toString());
        }

        @Override
        public void integer(long value) {
            print(Long.toString(value));
        }

        @Override
        public void unsigned(BigInteger value) {
            print(value + "u");
        }

        @Override
        public void real(double value) {
            if (Double.isNaN(value)) {
                print("%nan");
            } else if (Double.isInfinite(value)) {
                print(value > 0 ? "%inf" : "%-inf");
            } else {
                print(Double.toString(value).replace('E', 'e'));
            }
        }

        @Override
        public void truth(boolean value) {
            print(value ? "%true" : "%false");
        }

        private void print(String text) {
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Markers and bytes. */
    record Binary(ByteArrayOutputStream out) implements YsonScalars {
        @Override
        public void string(byte[] bytes) {
            out.write(YsonMarker.STRING);
            zigzag(bytes.length);
            out.writeBytes(bytes);
        }

        @Override
        public void integer(long value) {
            out.write(YsonMarker.INT);
            zigzag(value);
        }

        @Override
        public void unsigned(BigInteger value) {
            out.write(YsonMarker.UNSIGNED);
            varint(value.longValue());
        }

        @Override
        public void real(double value) {
            out.write(YsonMarker.DOUBLE);
            long bits = Double.doubleToRawLongBits(value);
            for (int shift = 0; shift < Long.SIZE; shift += 8) {
                out.write((int) (bits >>> shift));
            }
        }

        @Override
        public void truth(boolean value) {
            out.write(value ? YsonMarker.TRUE : YsonMarker.FALSE);
        }

        private void zigzag(long value) {
            varint((value << 1) ^ (value >> (Long.SIZE - 1)));
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
