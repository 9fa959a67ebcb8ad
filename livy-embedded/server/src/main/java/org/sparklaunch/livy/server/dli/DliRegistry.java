package org.sparklaunch.livy.server.dli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.sparklaunch.livy.server.journal.JournalFile;

/** The sessions and batches that were created through the session API; they survive a restart. Thread-safe. */
public final class DliRegistry implements AutoCloseable {
    private final JournalFile<DliApplication> journal;
    private final Predicate<DliApplication> exists;
    private final Map<String, DliApplication> applications = new LinkedHashMap<>();

    private DliRegistry(JournalFile<DliApplication> journal, Predicate<DliApplication> exists) {
        this.journal = journal;
        this.exists = exists;
    }

    /**
     * Reads the journal and removes what no longer exists from it.
     *
     * @param exists whether this server still has the session or batch
     */
    public static DliRegistry open(Path file, Predicate<DliApplication> exists) throws IOException {
        JournalFile.Opened<DliApplication> opened = JournalFile.open(file, DliApplication.class);
        DliRegistry registry = new DliRegistry(opened.journal(), exists);
        opened.entries().stream().filter(exists).forEach(each -> registry.applications.put(each.id(), each));
        registry.journal.replace(List.copyOf(registry.applications.values()));
        return registry;
    }

    /** Adds a session or batch. */
    public synchronized void add(DliApplication application) {
        applications.values().removeIf(exists.negate());
        journal.append(application);
        applications.put(application.id(), application);
    }

    /** Returns the session or batch of a project. */
    public synchronized Optional<DliApplication> find(String project, DliApplication.Kind kind, String id) {
        return Optional.ofNullable(applications.get(id))
                .filter(each -> each.project().equals(project) && each.kind() == kind);
    }

    /** Returns those of a project, in the order of their creation. */
    public synchronized List<DliApplication> all(String project, DliApplication.Kind kind) {
        return applications.values().stream()
                .filter(each -> each.project().equals(project) && each.kind() == kind)
                .toList();
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
