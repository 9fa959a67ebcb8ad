package org.sparklaunch.authentication.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * Appends events to {@code audit.jsonl} in a server's folder, one JSON object per line, readable by the owner only. A full file is
 * renamed to {@code audit.jsonl.1}, and so on up to {@code .4}. Events that cannot be written are counted; the server continues.
 * Thread-safe.
 */
public final class AuditLog implements AutoCloseable {
    /** The name of the current file. */
    public static final String FILE = "audit.jsonl";

    private static final Logger log = LoggerFactory.getLogger(AuditLog.class);
    private static final long MOST_BYTES = 32L << 20;
    private static final int KEPT_FILES = 4;
    private static final int LONGEST_VALUE = 500;

    // Other characters could end a line or act on a terminal.
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final Path file;
    private final String door;
    private final InstantSource clock;
    private final long mostBytes;
    private final Consumer<AuditEvent> observer;
    private final RefusalLimit refusals = new RefusalLimit();
    private FileChannel channel;
    private long size;
    private long lost;

    private AuditLog(Path file, String door, InstantSource clock, long mostBytes, Consumer<AuditEvent> observer)
            throws IOException {
        this.file = file;
        this.door = door;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.observer = observer;
        this.channel = append(file);
        this.size = channel.size();
    }

    /**
     * Opens the log.
     *
     * @param folder exists; is the server's own
     * @param door the server's name in each event: {@code livy} or {@code tracker}
     * @param observer receives every event, also those that the limit for refusals omits from the log
     */
    public static AuditLog open(Path folder, String door, InstantSource clock, Consumer<AuditEvent> observer)
            throws IOException {
        return open(folder, door, clock, MOST_BYTES, observer);
    }

    static AuditLog open(Path folder, String door, InstantSource clock, long mostBytes, Consumer<AuditEvent> observer)
            throws IOException {
        AuditLog opened = new AuditLog(folder.resolve(FILE), door, clock, mostBytes, observer);
        opened.endBrokenLine();
        return opened;
    }

    private static FileChannel append(Path file) throws IOException {
        FileChannel channel = PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        PrivateFiles.close(file);
        return channel;
    }

    /** The death of a server may have left half a line. */
    private void endBrokenLine() throws IOException {
        if (size > 0 && lastByte() != '\n') {
            append(new byte[] {'\n'});
        }
    }

    private byte lastByte() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        try (FileChannel reader = FileChannel.open(file, StandardOpenOption.READ)) {
            reader.read(last, size - 1);
        }
        return last.get(0);
    }

    /** Notifies the observer of an event, then appends it. */
    public void write(AuditEvent event) {
        observer.accept(event);
        appendEvent(event);
    }

    private synchronized void appendEvent(AuditEvent event) {
        long now = clock.millis();
        long omitted = refusals.takeOmitted(now);
        boolean unknown = event.verdict() == AuditEvent.Verdict.REFUSED && event.user() == null;
        if (unknown && !refusals.admit(now)) {
            return;
        }
        try {
            if (omitted > 0) {
                append(line(AuditEvent.ofServer(
                        "omit_refusals",
                        Map.of("omitted_events", Long.toString(omitted)),
                        AuditEvent.Verdict.REFUSED,
                        "more than " + RefusalLimit.MOST + " refusals of unknown callers in a minute")));
            }
            if (lost > 0) {
                append(line(AuditEvent.ofServer(
                        "audit_log_resumed",
                        Map.of("lost_events", Long.toString(lost)),
                        AuditEvent.Verdict.FAILED,
                        "earlier events could not be written")));
                lost = 0;
            }
            append(line(event));
        } catch (IOException e) {
            if (lost == 0) {
                log.error(
                        "cannot write the audit log {}: {}; events are lost until it can be written",
                        file,
                        e.toString());
            }
            lost++;
        }
    }

    private void append(byte[] line) throws IOException {
        if (size > 0 && size + line.length > mostBytes) {
            rotate();
        }
        PrivateFiles.append(channel, ByteBuffer.wrap(line));
        size += line.length;
    }

    private void rotate() throws IOException {
        for (int i = KEPT_FILES - 1; i >= 1; i--) {
            Path older = sibling(i);
            if (Files.exists(older)) {
                Files.move(older, sibling(i + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Files.move(file, sibling(1), StandardCopyOption.REPLACE_EXISTING);
        channel.close();
        channel = append(file);
        size = 0;
    }

    private Path sibling(int number) {
        return file.resolveSibling(FILE + "." + number);
    }

    private byte[] line(AuditEvent event) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("time", clock.instant().toString());
            json.writeStringField("door", door);
            json.writeStringField("action", event.action());
            writeOptional(json, "user", event.user());
            writeOptional(json, "address", event.address());
            json.writeObjectFieldStart("object");
            for (Map.Entry<String, String> entry : new TreeMap<>(event.object()).entrySet()) {
                writeOptional(json, entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            writeNames(json, "reads", event.used().reads());
            writeNames(json, "writes", event.used().writes());
            json.writeStringField("verdict", event.verdict().name().toLowerCase(Locale.ROOT));
            writeOptional(json, "reason", event.reason());
            if (event.duration() != null) {
                json.writeNumberField("duration_ms", event.duration().toMillis());
            }
            json.writeEndObject();
        }
        bytes.write('\n');
        return bytes.toByteArray();
    }

    private static void writeOptional(JsonGenerator json, String name, @Nullable String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, shortened(value));
        }
    }

    private static void writeNames(JsonGenerator json, String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(shortened(value));
            }
            json.writeEndArray();
        }
    }

    private static String shortened(String value) {
        return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "..." : value;
    }

    /** Returns why the log is not complete at the moment, for a health report; empty when events are written. */
    public synchronized Optional<String> trouble() {
        return lost == 0
                ? Optional.empty()
                : Optional.of(
                        lost + " events could not be written to " + FILE + "; check the disk of the state folder");
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }
}
