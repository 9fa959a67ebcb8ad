package org.sparklaunch.livy.server.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Gives out ids, of sessions or of batches, each once, also across restarts. Not thread-safe: its owner's lock guards it. */
public final class IdCounter implements AutoCloseable {
    private final JournalFile<Given> journal;
    private int next;

    /** A line of its journal. */
    record Given(int id) {}

    private IdCounter(JournalFile<Given> journal, int next) {
        this.journal = journal;
        this.next = next;
    }

    /** Goes on after the last id that the file tells of. */
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

    /** The next id, known to be used before it is given out. */
    public int next() {
        journal.append(new Given(next));
        return next++;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
