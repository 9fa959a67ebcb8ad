package org.sparklaunch.bench.micro;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.sparklaunch.livy.server.journal.JournalFile;

/** What a statement writes into its session's journal: that it was posted, and an output of a kilobyte. */
@State(Scope.Thread)
public class JournalMicro {
    private static final String OUTPUT = "x".repeat(1024);

    private final Path file;
    private final JournalFile<Entry> journal;

    /** Opens a journal of its own. */
    public JournalMicro() {
        try {
            file = Files.createTempFile("journal", ".micro");
            journal = JournalFile.open(file, Entry.class).journal();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As a session's entries are. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Posted.class, name = "posted"),
        @JsonSubTypes.Type(value = Finished.class, name = "finished")
    })
    sealed interface Entry {}

    record Posted(int statement, String code, long at) implements Entry {}

    record Finished(long event, int statement, String output, long at) implements Entry {}

    /** Both entries. */
    @Benchmark
    public void appendOfOneStatement() {
        journal.append(new Posted(7, "select 1", 1_700_000_000_000L));
        journal.append(new Finished(9, 7, OUTPUT, 1_700_000_000_010L));
    }

    /** A session's journal is rewritten before it grows without end; here a new file begins. */
    @Setup(Level.Iteration)
    public void empty() throws IOException {
        Files.writeString(file, "");
    }

    /** Leaves nothing. */
    @TearDown
    public void close() throws Exception {
        journal.close();
        Files.deleteIfExists(file);
    }
}
