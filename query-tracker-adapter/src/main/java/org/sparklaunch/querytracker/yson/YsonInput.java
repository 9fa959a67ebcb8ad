package org.sparklaunch.querytracker.yson;

import java.io.ByteArrayOutputStream;
import java.util.function.IntPredicate;

/** A place in some bytes, and the pieces that YSON is made of. For one thread. */
final class YsonInput {
    /** What {@link #peek} tells at the end. */
    static final int END = -1;

    private final byte[] bytes;
    private int position;

    YsonInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The next byte that is not white space, unread. */
    int peek() {
        while (position < bytes.length && isSpace(bytes[position])) {
            position++;
        }
        return peekRaw();
    }

    private int peekRaw() {
        return position < bytes.length ? bytes[position] & 0xff : END;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || (b >= 9 && b <= 13);
    }

    /** Passes over the byte that was peeked. */
    void skip() {
        position++;
    }

    /** Passes over white space and the byte given, if it is next. */
    boolean accept(char wanted) {
        if (peek() == wanted) {
            position++;
            return true;
        }
        return false;
    }

    /** The longest run of bytes of a kind, as ASCII. */
    String run(IntPredicate kind) {
        StringBuilder text = new StringBuilder();
        while (peekRaw() != END && kind.test(peekRaw())) {
            text.append((char) read());
        }
        return text.toString();
    }

    private int read() {
        if (position == bytes.length) {
            throw wrong("the end");
        }
        return bytes[position++] & 0xff;
    }

    byte[] take(long length) {
        if (length < 0 || length > bytes.length - position) {
            throw wrong("a string of " + length + " bytes where " + (bytes.length - position) + " are left");
        }
        byte[] taken = new byte[(int) length];
        System.arraycopy(bytes, position, taken, 0, taken.length);
        position += taken.length;
        return taken;
    }

    /** Seven bits a byte, the lowest first. */
    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = read();
            value |= (long) (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw wrong("a number of more than 10 bytes");
    }

    /** A varint whose lowest bit is the sign. */
    long zigzag() {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    double real() {
        long bits = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 8) {
            bits |= (long) read() << shift;
        }
        return Double.longBitsToDouble(bits);
    }

    /** What stands before the closing quote, its escapes, which are those of C, resolved. */
    byte[] quoted() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (int next = read(); next != '"'; next = read()) {
            text.write(next == '\\' ? escaped() : next);
        }
        return text.toByteArray();
    }

    private int escaped() {
        int letter = read();
        return switch (letter) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> 11;
            case 'x' -> code("", 16, 2);
            default -> letter >= '0' && letter <= '7' ? code(Character.toString(letter), 8, 3) : letter;
        };
    }

    private int code(String begun, int radix, int longest) {
        StringBuilder digits = new StringBuilder(begun);
        while (digits.length() < longest && Character.digit(peekRaw(), radix) >= 0) {
            digits.append((char) read());
        }
        if (digits.isEmpty()) {
            throw wrong("an escape without its digits");
        }
        return Integer.parseInt(digits.toString(), radix) & 0xff;
    }

    YsonException wrong(String found) {
        return new YsonException("no YSON: " + found + " at byte " + position);
    }
}
