package org.sparklaunch.livy.server.driver.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the output of drivers from the web pages of their workers. Thread-safe. */
final class WorkerOutput {
    /** The most that a worker returns at once; it cuts more without a note. */
    static final int PIECE_BYTES = 100 * 1024;

    private static final Pattern HEADER = Pattern.compile("==== Bytes (\\d+)-(\\d+) of (\\d+) of [^\n]*====\n");

    private final MasterClient client;
    private final List<String> masterPages;
    private final Map<String, String> pages = new ConcurrentHashMap<>();

    /** Takes the web pages of the masters, which list those of the workers. */
    WorkerOutput(MasterClient client, List<String> masterPages) {
        this.client = client;
        this.masterPages = List.copyOf(masterPages);
    }

    /**
     * A piece of a stream.
     *
     * @param end where it ends, in bytes from the beginning of the stream
     * @param total how many bytes there are by now
     */
    record Piece(String text, long end, long total) {}

    /** Returns the output of a driver from an offset on, up to {@value #PIECE_BYTES} bytes. */
    Piece read(String worker, String submission, String stream, long offset) throws IOException {
        String body = client.page(page(worker) + "/log/?driverId=" + submission + "&logType=" + stream + "&offset="
                + offset + "&byteLength=" + PIECE_BYTES);
        Matcher header = HEADER.matcher(body);
        if (!header.lookingAt()) {
            throw new IOException("worker " + worker + " does not show the output of " + submission + ": "
                    + body.lines().findFirst().orElse("empty answer"));
        }
        return new Piece(
                body.substring(header.end()), Long.parseLong(header.group(2)), Long.parseLong(header.group(3)));
    }

    private String page(String worker) throws IOException {
        String known = pages.get(worker);
        return known != null ? known : find(worker);
    }

    private String find(String worker) throws IOException {
        List<String> troubles = new ArrayList<>();
        for (String master : masterPages) {
            try {
                JsonNode workers = new ObjectMapper()
                        .readTree(client.page(master + "/json/"))
                        .path("workers");
                workers.forEach(w ->
                        pages.put(w.path("id").asText(), w.path("webuiaddress").asText()));
                String found = pages.get(worker);
                if (found != null) {
                    return found;
                }
            } catch (IOException e) {
                troubles.add(master + ": " + e);
            }
        }
        throw new IOException("the web page of worker " + worker + " is not known " + troubles);
    }
}
