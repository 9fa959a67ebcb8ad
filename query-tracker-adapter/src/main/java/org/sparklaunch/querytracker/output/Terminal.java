package org.sparklaunch.querytracker.output;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The kind of device behind a standard stream.
 *
 * @param isInteractive whether it is a terminal
 * @param width columns
 */
public record Terminal(boolean isInteractive, int width) {
    /** A file or a pipe, where lines are not cut. */
    static final Terminal NONE = new Terminal(false, Integer.MAX_VALUE);

    private static final int USUAL = 80;
    private static final long LIMIT_SECONDS = 2;

    /** The device of standard input. */
    public static Terminal input() {
        return of(0);
    }

    /** The device of standard output. */
    public static Terminal output() {
        return of(1);
    }

    /** The device of standard error. */
    public static Terminal error() {
        return of(2);
    }

    /** Returns a string as it may be printed on the device: a terminal gets no characters that steer it. */
    public String safe(String text) {
        return isInteractive ? TerminalText.escape(text) : text;
    }

    /** Asks Linux, since Java cannot tell one stream from another. */
    private static Terminal of(int stream) {
        try {
            String device = Files.readSymbolicLink(Path.of("/proc/self/fd", Integer.toString(stream)))
                    .toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty")
                    ? new Terminal(true, columns())
                    : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            boolean told = stty.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && size.matches("\\d+ [1-9]\\d*");
            return told ? Integer.parseInt(size.substring(size.indexOf(' ') + 1)) : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }
}
