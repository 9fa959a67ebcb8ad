package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.sparklaunch.livy.server.driver.DriverLog;
import org.sparklaunch.livy.server.journal.JournalFile;

/**
 * What happened to one session, in its journal and in memory. Its monitor is the session's one lock: whoever reads or
 * changes the record holds it, and nothing waits for a driver under it. Whatever happens is journalled first, then becomes
 * visible, then goes to the driver; so nothing that a client or a driver was told is unknown after a crash.
 */
final class SessionJournal {
    /** Entries, after which the journal is freed of statements and jobs that are forgotten: some hundred of them. */
    private static final int COMPACT_AFTER = 2000;

    private final SessionEntry.Created created;
    private final JournalFile<SessionEntry> journal;
    private final InstantSource clock;
    private final DriverLog log;
    private final OutputFiles texts;
    private final SessionHistory record;
    private int written;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    SessionJournal(SessionEntry.Created created, SessionContext parts) {
        this.created = created;
        this.journal = parts.journal();
        this.clock = parts.services().clock();
        this.log = new DriverLog(parts.driver());
        this.texts = new OutputFiles(parts.folder().outputs());
        this.record = new SessionHistory(texts);
        record.apply(created);
    }

    SessionEntry.Created created() {
        return created;
    }

    int id() {
        return created.id();
    }

    DriverLog log() {
        return log;
    }

    /** For whoever holds the monitor. */
    SessionHistory record() {
        return record;
    }

    synchronized SessionState state() {
        return record.state();
    }

    long now() {
        return clock.millis();
    }

    synchronized void happen(SessionEntry entry) {
        SessionEntry kept = withoutLargeTexts(entry);
        journal.append(kept);
        record.apply(kept);
        written++;
        if (written >= COMPACT_AFTER) {
            written = 0;
            journal.keepOnly(record::needs);
        }
    }

    /** The texts are on disk before the journal speaks of them. */
    private SessionEntry withoutLargeTexts(SessionEntry entry) {
        if (entry instanceof SessionEntry.Finished e) {
            String file = texts.keep("statement-" + e.statement(), e.output());
            return file == null
                    ? e
                    : new SessionEntry.Finished(e.event(), e.statement(), e.state(), null, file, e.at());
        } else if (entry instanceof SessionEntry.JobFinished e) {
            String file = texts.keep("job-" + e.job(), e.result());
            return file == null
                    ? e
                    : new SessionEntry.JobFinished(e.event(), e.job(), e.state(), null, file, e.error());
        }
        return entry;
    }

    /** Tells those who wait when the session is no longer starting. */
    synchronized void settle() {
        if (!(record.state() instanceof SessionState.Starting)) {
            settled.complete(null);
        }
    }

    /** Completes when the session is no longer starting. */
    CompletableFuture<Void> whenSettled() {
        return settled.copy();
    }

    /** Removes the journal. */
    void delete() throws IOException {
        journal.delete();
    }

    /** Closes the journal and leaves it to another server. */
    void close() throws IOException {
        journal.close();
    }
}
