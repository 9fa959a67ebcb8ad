package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.server.driver.log.DriverLog;
import org.sparklaunch.livy.server.journal.JournalFile;

/**
 * Keeps what happened to one session, in its journal file and in memory. Its monitor is the session's only lock: a thread that
 * reads or changes the history holds it, and no thread waits for a driver under it. An entry is written first, then becomes
 * visible, then goes to the driver. So a crash loses nothing that a client or a driver has received.
 */
final class SessionJournal {
    private final SessionEntry.Created created;
    private final JournalFile<SessionEntry> file;
    private final InstantSource clock;
    private final DriverLog log;
    private final OutputFiles outputs;
    private final SessionHistory history;
    private final SessionAudit audit;
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    SessionJournal(SessionEntry.Created created, SessionContext context) {
        this.created = created;
        this.file = context.journal();
        this.clock = context.services().clock();
        this.log = new DriverLog(context.driver());
        this.outputs = new OutputFiles(context.folder().outputs());
        this.history = new SessionHistory(outputs);
        this.audit = new SessionAudit(context.services().oversight().audit(), created);
        history.apply(created);
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

    /** Returns the history; the caller holds the monitor. */
    SessionHistory history() {
        return history;
    }

    synchronized SessionState state() {
        return history.state();
    }

    long now() {
        return clock.millis();
    }

    /** Notes that a client or the driver uses the session now. */
    synchronized void touch() {
        history.touch(now());
    }

    /** Appends an entry to the file, then applies it to the history. At times, entries of dropped statements are removed. */
    synchronized void append(SessionEntry entry) {
        SessionEntry kept = withoutLargeOutputs(entry);
        file.append(kept);
        history.apply(kept);
        audit.note(entry, history);
        if (file.isDueForCompaction()) {
            file.keepOnly(history::needs);
        }
    }

    /** Keeps for the audit log what a statement or job has used, until its end is appended. */
    synchronized void note(DriverMessage.ResourcesUsed used) {
        if (!history.knows(used.sequence())) {
            audit.note(used);
        }
    }

    /** Records in the audit log that the policy took the session's rights away. */
    void auditRevocation(String reason) {
        audit.noteRevocation(reason);
    }

    /** Writes a large output to a file of its own before the entry that names the file is journalled. */
    private SessionEntry withoutLargeOutputs(SessionEntry entry) {
        if (entry instanceof SessionEntry.Finished e) {
            String file = outputs.keep("statement-" + e.statement(), e.output());
            return file == null
                    ? e
                    : new SessionEntry.Finished(e.event(), e.statement(), e.state(), null, file, e.at());
        } else if (entry instanceof SessionEntry.JobFinished e) {
            String file = outputs.keep("job-" + e.job(), e.result());
            return file == null
                    ? e
                    : new SessionEntry.JobFinished(e.event(), e.job(), e.state(), null, file, e.error());
        }
        return entry;
    }

    /** Completes {@link #whenSettled} if the session is no longer starting. */
    synchronized void settle() {
        if (!(history.state() instanceof SessionState.Starting)) {
            settled.complete(null);
        }
    }

    /** Returns a future that completes when the session is no longer starting. */
    CompletableFuture<Void> whenSettled() {
        return settled.copy();
    }

    /** Removes the file. */
    void delete() throws IOException {
        file.delete();
    }

    /** Closes the journal and leaves it for another server. */
    void close() throws IOException {
        file.close();
    }
}
