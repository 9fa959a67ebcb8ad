package org.sparklaunch.livy.driver.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Copies a child's standard error to the driver's log and keeps the end of it for the error when the child dies. */
final class StderrTail implements Runnable {

    private static final int KEPT_BYTES = 16 * 1024;

    private final InputStream source;
    private final PrintStream log;
    private byte[] kept = new byte[0];

    StderrTail(InputStream source, PrintStream log) {
        this.source = source;
        this.log = log;
    }

    /** Runs until the last process that holds the stream has ended. */
    @Override
    public void run() {
        byte[] buffer = new byte[8192];
        try {
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                log.write(buffer, 0, count);
                log.flush();
                keep(buffer, count);
            }
        } catch (IOException closed) {
            // The child is gone, or the kernel was closed. What was read is kept.
        }
    }

    private synchronized void keep(byte[] bytes, int count) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(kept);
        all.write(bytes, 0, count);
        byte[] joined = all.toByteArray();
        kept = Arrays.copyOfRange(joined, Math.max(0, joined.length - KEPT_BYTES), joined.length);
    }

    /** Returns the end of what was printed so far. */
    synchronized String tail() {
        return new String(kept, StandardCharsets.UTF_8);
    }
}
