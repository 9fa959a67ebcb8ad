package org.sparklaunch.livy.driver.kernel;

import java.io.BufferedInputStream;
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

    private final InputStream source;
    private final long longestLine;
    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(2);

    Replies(InputStream source, long longestLine) {
        this.source = new BufferedInputStream(source);
        this.longestLine = longestLine;
    }

    /** Runs until the child ends or sends what is no reply. */
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

    private Optional<String> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = source.read(); next != '\n'; next = source.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (line.size() >= longestLine) {
                throw new IOException("a reply of more than " + longestLine + " bytes");
            }
            line.write(next);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
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
