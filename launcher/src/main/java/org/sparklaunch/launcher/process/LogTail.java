package org.sparklaunch.launcher.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Quotes the end of a log in an error message. */
public final class LogTail {
    private static final int LINES = 12;
    private static final int BYTES = 8192;

    private LogTail() {}

    /** Returns the last lines and the path of the log, or that it is empty. */
    public static String of(Path log) {
        List<String> lines;
        try {
            lines = lastLines(log);
        } catch (IOException e) {
            return "cannot read its log " + log + ": " + e.getMessage();
        }
        if (lines.isEmpty()) {
            return "its log " + log + " is empty";
        }
        return "its log " + log + " ends with:\n  " + String.join("\n  ", lines);
    }

    private static List<String> lastLines(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - BYTES);
            byte[] end = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> lines =
                    new String(end, StandardCharsets.UTF_8).strip().lines().toList();
            return lines.subList(Math.max(0, lines.size() - LINES), lines.size());
        }
    }
}
