package org.sparklaunch.livy.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.journal.JournalFormat;

/**
 * Compares journal entries with the lines recorded for {@link JournalFormat#VERSION}. A change of a line needs a new version:
 * raise it, then record the new file with {@code -DargLine=-Drecord-journal}, which overwrites none.
 */
public final class GoldenJournal {
    private static final Path FOLDER = Path.of("src/test/resources/journal/version-" + JournalFormat.VERSION);

    private GoldenJournal() {}

    /**
     * Checks that the samples are written as recorded, byte by byte, and that the recorded lines are read as the samples.
     *
     * @param type the sealed type of the entries
     * @param samples at least one of each kind
     */
    public static <E> void assertRecorded(Class<E> type, List<E> samples) throws IOException {
        assertThat(samples.stream().<Class<?>>map(Object::getClass))
                .as("kinds of entries with a sample")
                .containsAll(kinds(type).toList());
        Path recorded = FOLDER.resolve(type.getSimpleName() + ".jsonl");
        String written = write(type, samples);
        if (Files.notExists(recorded) && System.getProperty("record-journal") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(recorded, written);
        }
        assertThat(written)
                .as("lines of journal format " + JournalFormat.VERSION + "; raise JournalFormat.VERSION to change them")
                .isEqualTo(Files.readString(recorded));
        assertThat(read(type, recorded)).isEqualTo(samples);
    }

    private static <E> String write(Class<E> type, List<E> samples) throws IOException {
        Path folder = Files.createTempDirectory("golden-journal");
        Path file = folder.resolve("written.jsonl");
        try (JournalFile<E> journal = JournalFile.open(file, type).journal()) {
            samples.forEach(journal::append);
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** Reads a copy: a journal that is opened may be cut. */
    private static <E> List<E> read(Class<E> type, Path recorded) throws IOException {
        Path folder = Files.createTempDirectory("golden-journal");
        Path copy = Files.copy(recorded, folder.resolve("read.jsonl"));
        JournalFile.Opened<E> opened = JournalFile.open(copy, type);
        opened.journal().delete();
        Files.delete(folder);
        return opened.entries();
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenJournal::kinds)
                : Stream.of(type);
    }
}
