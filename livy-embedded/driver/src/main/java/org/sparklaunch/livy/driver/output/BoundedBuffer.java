package org.sparklaunch.livy.driver.output;

import java.io.Writer;

/**
 * Keeps characters up to a number of UTF-8 bytes. A huge output fails while it is made and not after it filled the heap. For one
 * thread.
 */
public final class BoundedBuffer extends Writer {
    private final int limit;
    private final StringBuilder characters = new StringBuilder();
    private int bytes;

    /** Takes the most bytes. */
    public BoundedBuffer(int limit) {
        this.limit = limit;
    }

    /**
     * Adds characters.
     *
     * @throws OutputTooLargeException when they do not fit; none of them is kept then
     */
    @Override
    public void write(char[] chars, int offset, int length) throws OutputTooLargeException {
        int added = 0;
        for (int i = offset; i < offset + length; i++) {
            // A surrogate is half of four bytes.
            added += chars[i] < 0x80 ? 1 : chars[i] < 0x800 || Character.isSurrogate(chars[i]) ? 2 : 3;
        }
        if (added > limit - bytes) {
            throw new OutputTooLargeException(limit);
        }
        bytes += added;
        characters.append(chars, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Returns what was written. */
    @Override
    public String toString() {
        return characters.toString();
    }
}
