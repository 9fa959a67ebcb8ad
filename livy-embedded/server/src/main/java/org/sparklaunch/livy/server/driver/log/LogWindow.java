package org.sparklaunch.livy.server.driver.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last {@value #LINES} lines of a growing file. It reads only when the lines are requested, and skips older ones,
 * so neither a quiet nor a fast driver costs much. Thread-safe.
 */
final class LogWindow {
    static final int LINES = 200;

    private static final int LOOK_BACK_BYTES = 512 * 1024;
    private static final int LINE_BYTES = 8 * 1024;

    private final Path file;
    private final Deque<String> lines = new ArrayDeque<>();
    private long position;
    private @Nullable List<String> shown;

    LogWindow(Path file) {
        this.file = file;
    }

    /** Returns the lines; the same list as before while none was added. */
    synchronized List<String> lines() {
        try {
            long size = size();
            if (size < position) {
                // It was emptied to keep it small: what comes now is new, the lines before are still here.
                position = 0;
            }
            if (size > position) {
                read(size);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the log " + file, e);
        }
        if (shown == null) {
            shown = List.copyOf(lines);
        }
        return shown;
    }

    /** Reads the attributes of the file once, since each response about a session needs them. */
    private long size() throws IOException {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            // Nothing was printed yet, or all is erased.
            return 0;
        }
    }

    /** Adds a line of the server. */
    synchronized void add(String line) {
        append(line);
    }

    private void read(long size) throws IOException {
        if (size - position > LOOK_BACK_BYTES) {
            position = size - LOOK_BACK_BYTES;
            lines.clear();
            shown = null;
        }
        byte[] bytes = new byte[(int) (size - position)];
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(position);
            in.readFully(bytes);
        }
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || i - start >= LINE_BYTES) {
                append(new String(bytes, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        // What has no end yet is read again when it has one.
        position += start;
    }

    private void append(String line) {
        shown = null;
        lines.addLast(line);
        while (lines.size() > LINES) {
            lines.removeFirst();
        }
    }
}
