package org.sparklaunch.livy.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Assigns ids of sessions or batches, each once, also across restarts. Not thread-safe: its owner's lock guards it.
 */
public final class IdCounter implements AutoCloseable {
    private final JournalFile<Given> journal;
    private int next;

    /** An entry of the journal. */
    record Given(int id) {}

    private IdCounter(JournalFile<Given> journal, int next) {
        this.journal = journal;
        this.next = next;
    }

    /** Continues after the last id in the file. */
    public static IdCounter open(Path file) throws IOException {
        JournalFile.Opened<Given> opened = JournalFile.open(file, Given.class);
        List<Given> given = opened.entries();
        if (given.isEmpty()) {
            return new IdCounter(opened.journal(), 0);
        }
        Given last = given.get(given.size() - 1);
        opened.journal().replace(List.of(last));
        return new IdCounter(opened.journal(), last.id() + 1);
    }

    /** Returns the next id, which is journalled as used first. */
    public int next() {
        journal.append(new Given(next));
        return next++;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
