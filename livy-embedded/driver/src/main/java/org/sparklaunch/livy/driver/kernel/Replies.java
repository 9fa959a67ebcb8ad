package org.sparklaunch.livy.driver.kernel;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reads a child's replies on a thread of its own, since a pipe can be waited for neither with a limit nor with an end by
 * interruption.
 */
final class Replies implements Runnable {

    private static final int BLOCK_BYTES = 64 * 1024;

    private final InputStream source;
    private final long longestLine;
    // What was read and is not part of a line yet, from position to end.
    private final byte[] block = new byte[BLOCK_BYTES];
    private int position;
    private int end;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(2);

    Replies(InputStream source, long longestLine) {
        this.source = source;
        this.longestLine = longestLine;
    }

    /** Runs until the child ends or sends something else than a reply. */
    @Override
    public void run() {
        try {
            try {
                for (Optional<String> line = read(); line.isPresent(); line = read()) {
                    lines.put(line);
                }
            } catch (IOException broken) {
                source.close();
            }
            lines.put(Optional.empty());
        } catch (IOException | InterruptedException e) {
            lines.clear();
            lines.add(Optional.empty());
            Thread.currentThread().interrupt();
        }
    }

    /** In blocks: byte by byte, with a lock for each, a reply of 4 MiB takes a tenth of a second. */
    private Optional<String> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (position < end || fill()) {
            int start = position;
            while (position < end && block[position] != '\n') {
                position++;
            }
            if (line.size() + (position - start) > longestLine) {
                throw new IOException("a reply of more than " + longestLine + " bytes");
            }
            line.write(block, start, position - start);
            if (position < end) {
                position++;
                return Optional.of(line.toString(StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    /** Reads the next block; false at the end. */
    private boolean fill() throws IOException {
        position = 0;
        end = source.read(block);
        return end > 0;
    }

    /**
     * Returns the next reply, or nothing when the limit is over first.
     *
     * @throws EOFException when the child is gone
     */
    Optional<String> next(long limitSeconds) throws EOFException, InterruptedException {
        Optional<String> line = lines.poll(limitSeconds, TimeUnit.SECONDS);
        if (line == null) {
            return Optional.empty();
        }
        if (line.isEmpty()) {
            lines.add(line);
            throw new EOFException("the child closed its pipe");
        }
        return line;
    }
}
