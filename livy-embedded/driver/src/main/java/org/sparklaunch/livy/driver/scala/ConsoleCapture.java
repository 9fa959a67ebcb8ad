package org.sparklaunch.livy.driver.scala;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Captures what one statement prints, on its thread and the threads that it starts. After {@link #close} later output goes to the
 * driver's own standard output, so that code left running in the background never writes into another statement.
 *
 * <p>Thread-safe. Beyond the limit output is dropped and {@link #isOverflown} says so: printing user code must not fail.
 */
final class ConsoleCapture implements AutoCloseable {
    private static final InheritableThreadLocal<@Nullable ConsoleCapture> CURRENT = new InheritableThreadLocal<>();
    private static final PrintStream DRIVER_OUT = System.out;

    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(new Sink(), true, StandardCharsets.UTF_8);
    private final int limit;
    private boolean overflown;
    private boolean closed;

    private ConsoleCapture(int limit) {
        this.limit = limit;
    }

    /** Sends {@link System#out} through the captures; once in a JVM, before the first of them. */
    static synchronized void install() {
        if (System.out == DRIVER_OUT) {
            System.setOut(new PrintStream(new Router(), true, StandardCharsets.UTF_8));
        }
    }

    /** Starts to collect for the calling thread, which closes it. */
    static ConsoleCapture open(int limit) {
        ConsoleCapture capture = new ConsoleCapture(limit);
        CURRENT.set(capture);
        return capture;
    }

    /** Where the statement prints, for Scala's own {@code Console}. */
    PrintStream stream() {
        return stream;
    }

    synchronized String text() {
        return text.toString(StandardCharsets.UTF_8);
    }

    synchronized boolean isOverflown() {
        return overflown;
    }

    private synchronized void write(byte[] bytes, int offset, int length) {
        if (closed) {
            DRIVER_OUT.write(bytes, offset, length);
        } else if (overflown || length > limit - text.size()) {
            overflown = true;
        } else {
            text.write(bytes, offset, length);
        }
    }

    @Override
    public void close() {
        CURRENT.remove();
        synchronized (this) {
            closed = true;
            text.reset();
        }
    }

    private final class Sink extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ConsoleCapture.this.write(bytes, offset, length);
        }
    }

    private static final class Router extends OutputStream {
        @Override
        public void write(int value) {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ConsoleCapture capture = CURRENT.get();
            if (capture == null) {
                DRIVER_OUT.write(bytes, offset, length);
            } else {
                capture.write(bytes, offset, length);
            }
        }
    }
}
