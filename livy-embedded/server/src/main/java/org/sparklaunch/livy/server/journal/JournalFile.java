package org.sparklaunch.livy.server.journal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * A file of JSON lines, mode 0600. Thread-safe. The operating system has an entry when {@link #append} returns, so it
 * survives the death of this process.
 *
 * @param <E> the sealed type of its entries, which Jackson can tell apart by their field {@code type}
 */
public final class JournalFile<E> implements AutoCloseable {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int COMPACT_AFTER = 2000;

    private final Path file;
    private final Class<E> type;
    private FileChannel channel;
    private int appended;

    private JournalFile(Path file, Class<E> type, FileChannel channel) {
        this.file = file;
        this.type = type;
        this.channel = channel;
    }

    /** An open journal, and the entries that it held. */
    public record Opened<E>(JournalFile<E> journal, List<E> entries) {}

    /**
     * Opens a journal; creates it when it is missing. Cuts off a last line without its end, torn by the death of the
     * writer: no client was informed that it had been written.
     *
     * @throws IOException when a line in the middle cannot be read, naming it: the file was changed by another program
     */
    public static <E> Opened<E> open(Path file, Class<E> type) throws IOException {
        FileChannel channel = openChannel(file);
        try {
            byte[] bytes = Files.readAllBytes(file);
            List<E> entries = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    entries.add(parse(file, type, new String(bytes, start, i - start, StandardCharsets.UTF_8)));
                    start = i + 1;
                }
            }
            channel.truncate(start);
            channel.position(start);
            return new Opened<>(new JournalFile<>(file, type, channel), entries);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Appends one entry. On a full disk nothing of it is left. */
    public synchronized void append(E entry) {
        try {
            PrivateFiles.append(channel, line(entry));
            appended++;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal " + file, e);
        }
    }

    /** Returns whether enough entries were appended that those without effect should be removed. */
    public synchronized boolean isDueForCompaction() {
        return appended >= COMPACT_AFTER;
    }

    /** Replaces all entries in one step: a reader after a crash sees the old or the new ones. */
    public synchronized void replace(List<E> entries) throws IOException {
        appended = 0;
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        FileChannel replacement = openChannel(next);
        try {
            for (E entry : entries) {
                PrivateFiles.write(replacement, line(entry));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            replacement.close();
            throw e;
        }
        channel.close();
        channel = replacement;
    }

    /** Removes unwanted entries, in one step as well. Reads the file line by line. */
    public synchronized void keepOnly(Predicate<E> wanted) {
        appended = 0;
        List<E> kept = new ArrayList<>();
        try {
            try (Stream<String> lines = Files.lines(file)) {
                for (String line : (Iterable<String>) lines::iterator) {
                    E entry = parse(file, type, line);
                    if (wanted.test(entry)) {
                        kept.add(entry);
                    }
                }
            }
            replace(kept);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compact the journal " + file, e);
        }
    }

    /** Closes and removes the file. */
    public synchronized void delete() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }

    @Override
    public synchronized void close() throws IOException {
        channel.close();
    }

    private ByteBuffer line(E entry) throws IOException {
        // The writer of the sealed type, not of the record: only it adds the field "type".
        byte[] json = MAPPER.writerFor(type).writeValueAsBytes(entry);
        return ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    }

    private static <E> E parse(Path file, Class<E> type, String line) throws IOException {
        try {
            return MAPPER.readValue(line, type);
        } catch (IOException e) {
            throw new IOException(
                    "the journal " + file + " holds a line that cannot be read; move the file away to continue"
                            + " without its entries",
                    e);
        }
    }

    private static FileChannel openChannel(Path file) throws IOException {
        return PrivateFiles.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }
}
