package org.sparklaunch.livy.server.pool;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.IdCounter;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * The files of pool members: {@code journal/warm-pool.jsonl}, and {@code sessions/warm-N/} beside those of sessions.
 */
final class PoolStore {
    private static final String PREFIX = "warm-";

    private final Path folders;
    private final JournalFile<PoolEntry> journal;
    private final List<PoolEntry> found;
    private final IdCounter names;

    private PoolStore(Path folders, JournalFile.Opened<PoolEntry> opened, IdCounter names) {
        this.folders = folders;
        this.journal = opened.journal();
        this.found = opened.entries();
        this.names = names;
    }

    /** Opens the files of an earlier server. */
    static PoolStore open(Path stateDir) throws IOException {
        Path journals = PrivateFiles.createFolders(stateDir.resolve("journal"));
        Path folders = PrivateFiles.createFolders(stateDir.resolve("sessions"));
        JournalFile.Opened<PoolEntry> opened = JournalFile.open(journals.resolve("warm-pool.jsonl"), PoolEntry.class);
        IdCounter names = IdCounter.open(journals.resolve("warm-ids.jsonl"));
        return new PoolStore(folders, opened, names);
    }

    /**
     * Returns the folder of a new member, under a name that no driver had before: sessions keep those of claimed ones.
     */
    DriverFolder newFolder() {
        return folder(PREFIX + names.next());
    }

    DriverFolder folder(String name) {
        return new DriverFolder(folders.resolve(name));
    }

    void append(PoolEntry entry) {
        journal.append(entry);
    }

    /** Returns the entries of each member that has not ended and is not taken; removes all others from the journal. */
    Map<String, List<PoolEntry>> recover(Set<String> taken) throws IOException {
        Map<String, List<PoolEntry>> members = new LinkedHashMap<>();
        for (PoolEntry entry : found) {
            if (entry instanceof PoolEntry.Gone || taken.contains(entry.name())) {
                members.remove(entry.name());
            } else {
                members.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(entry);
            }
        }
        journal.replace(members.values().stream().flatMap(List::stream).toList());
        return members;
    }

    /** Closes the files and leaves them to the next server. */
    void close() throws IOException {
        journal.close();
        names.close();
    }
}
