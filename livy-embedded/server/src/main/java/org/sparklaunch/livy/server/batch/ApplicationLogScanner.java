package org.sparklaunch.livy.server.batch;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds Spark's application id and the port of its pages in what an application prints. Both come early, so output
 * beyond a limit is not read. A program that silences Spark's log before it starts Spark shows neither. Not
 * thread-safe.
 */
final class ApplicationLogScanner {
    private static final int LIMIT_BYTES = 1024 * 1024;
    private static final Pattern ID = Pattern.compile("Connected to Spark cluster with app ID (\\S+)");
    /** The line that notes the host of a driver on a worker, where its pages are. */
    private static final Pattern WORKER = Pattern.compile("spark-launch: \\S+ is RUNNING on worker-\\d+-(\\S+)-\\d+");

    private static final Pattern PAGES = Pattern.compile("Successfully started service 'SparkUI' on port (\\d+)");

    private final Path output;
    private String host;
    private long position;
    private @Nullable String applicationId;
    private @Nullable String uiUrl;

    ApplicationLogScanner(Path output, String host) {
        this.output = output;
        this.host = host;
    }

    /** Reads new output and returns whether it held something new. */
    boolean look() throws IOException {
        long end = Files.exists(output) ? Math.min(Files.size(output), LIMIT_BYTES) : 0;
        if (end <= position || (applicationId != null && uiUrl != null)) {
            return false;
        }
        byte[] bytes = new byte[(int) (end - position)];
        try (RandomAccessFile in = new RandomAccessFile(output.toFile(), "r")) {
            in.seek(position);
            in.readFully(bytes);
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        // A line without its end is read again when it has one.
        int lines = text.lastIndexOf('\n') + 1;
        position += lines;
        return search(text.substring(0, lines));
    }

    private boolean search(String text) {
        String id = first(ID, text);
        String port = first(PAGES, text);
        String worker = first(WORKER, text);
        host = worker == null ? host : worker;
        boolean found = (id != null && applicationId == null) || (port != null && uiUrl == null);
        applicationId = applicationId == null ? id : applicationId;
        uiUrl = uiUrl == null && port != null ? "http://" + host + ":" + port : uiUrl;
        return found;
    }

    private static @Nullable String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }

    @Nullable
    String applicationId() {
        return applicationId;
    }

    @Nullable
    String uiUrl() {
        return uiUrl;
    }
}
