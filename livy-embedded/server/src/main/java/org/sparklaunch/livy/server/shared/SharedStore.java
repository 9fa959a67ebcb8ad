package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.IdCounter;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.platform.file.PrivateFiles;

/**
 * The files of shared drivers: {@code journal/shared-drivers.jsonl}, and {@code sessions/shared-N/} beside those of
 * sessions.
 */
final class SharedStore {
    private static final String PREFIX = "shared-";

    private final Path folders;
    private final JournalFile<SharedEntry> journal;
    private final Map<String, List<SharedEntry>> present = new LinkedHashMap<>();
    private final IdCounter names;
    private final Presence presence = new Presence();

    private SharedStore(Path folders, JournalFile.Opened<SharedEntry> opened, IdCounter names) {
        this.folders = folders;
        this.journal = opened.journal();
        this.names = names;
        opened.entries().forEach(entry -> entry.accept(presence));
    }

    /** Opens the files of an earlier server. */
    static SharedStore open(Path stateDir) throws IOException {
        Path journals = PrivateFiles.createFolders(stateDir.resolve("journal"));
        Path folders = PrivateFiles.createFolders(stateDir.resolve("sessions"));
        JournalFile.Opened<SharedEntry> opened =
                JournalFile.open(journals.resolve("shared-drivers.jsonl"), SharedEntry.class);
        return new SharedStore(folders, opened, IdCounter.open(journals.resolve("shared-ids.jsonl")));
    }

    /** Returns a name that no driver had before. */
    String newName() {
        return PREFIX + names.next();
    }

    DriverFolder folder(String name) {
        return new DriverFolder(folders.resolve(name));
    }

    /** Appends an entry; at times, entries of former guests and ended drivers are removed. */
    synchronized void append(SharedEntry entry) {
        journal.append(entry);
        entry.accept(presence);
        if (journal.isDueForCompaction()) {
            keepPresent();
        }
    }

    /** Keeps the entries that the next server needs. */
    private final class Presence implements SharedEntry.Visitor {
        @Override
        public void visit(SharedEntry.Added entry) {
            keep(entry);
        }

        @Override
        public void visit(SharedEntry.Launched entry) {
            keep(entry);
        }

        @Override
        public void visit(SharedEntry.Ready entry) {
            keep(entry);
        }

        @Override
        public void visit(SharedEntry.Joined entry) {
            keep(entry);
        }

        @Override
        public void visit(SharedEntry.Left entry) {
            present.getOrDefault(entry.name(), List.of())
                    .removeIf(old -> old instanceof SharedEntry.Joined joined
                            && joined.guest().equals(entry.guest()));
        }

        @Override
        public void visit(SharedEntry.Gone entry) {
            present.remove(entry.name());
        }

        private void keep(SharedEntry entry) {
            present.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(entry);
        }
    }

    /** Returns the entries of each driver that has not ended, with its present guests. */
    synchronized Map<String, List<SharedEntry>> recover() {
        Map<String, List<SharedEntry>> drivers = new LinkedHashMap<>();
        present.forEach((name, entries) -> drivers.put(name, List.copyOf(entries)));
        return drivers;
    }

    private void keepPresent() {
        try {
            journal.replace(present.values().stream().flatMap(List::stream).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compact the journal of shared drivers", e);
        }
    }

    /** Closes the files and leaves them to the next server. */
    void close() throws IOException {
        journal.close();
        names.close();
    }
}
