package org.sparklaunch.livy.server.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.livy.server.driver.DriverTermination;
import org.sparklaunch.livy.server.driver.log.DriverLog;
import org.sparklaunch.livy.server.driver.process.ApplicationProcess;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;

/** One batch. Thread-safe. An event is journalled first, then becomes visible. */
public final class Batch {
    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    private final BatchEntry.Created created;
    private final BatchContext parts;
    private final DriverLog output;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Effects effects = new Effects();
    private BatchState state = new BatchState.Starting();
    private @Nullable ApplicationProcess application;
    private @Nullable String applicationId;
    private @Nullable String uiUrl;
    private boolean killAsked;
    private @Nullable String revocation;
    private boolean ending;
    private long updatedAt;

    Batch(BatchEntry.Created created, BatchContext parts) {
        this.created = created;
        this.parts = parts;
        this.output = new DriverLog(parts.folder());
    }

    // ---- start ----------------------------------------------------------------------------------------------------

    /** Starts the process. If it cannot be started, the batch is dead and its log has the reason. */
    void launch(ApplicationSpec spec) {
        try {
            ApplicationProcess started = parts.launcher().launch(spec);
            synchronized (this) {
                if (killAsked) {
                    // Deleted in the meantime: only this call knows of the process.
                    started.process().kill();
                    return;
                }
                happen(new BatchEntry.Launched(started.process().identity()));
            }
        } catch (IOException e) {
            log.warn("batch {}: cannot start the application", id(), e);
            end(BatchState.Outcome.DEAD, "The application cannot be started: " + e.getMessage());
        }
    }

    /** Restores the batch of an earlier server from its journal. */
    synchronized void recover(List<BatchEntry> entries) {
        entries.forEach(this::apply);
        if (state instanceof BatchState.Ended) {
            ended.complete(null);
        } else if (killAsked) {
            parts.enders().execute(this::endProcess);
        } else if (application == null) {
            end(BatchState.Outcome.DEAD, "The server died while it started batch " + id() + "; submit it again.");
        }
    }

    // ---- what clients see ----------------------------------------------------------------------------------------

    public int id() {
        return created.id();
    }

    /** Returns the time of its creation in epoch milliseconds. */
    public long createdAt() {
        return created.at();
    }

    public @Nullable String name() {
        return created.spec().name();
    }

    public @Nullable String owner() {
        return created.owner();
    }

    public @Nullable String proxyUser() {
        return created.spec().proxyUser();
    }

    /** The last lines that the application printed, as Livy shows them: both streams behind Livy's header of the first. */
    public List<String> logLines() {
        return output.lines();
    }

    public synchronized BatchState state() {
        return state;
    }

    public synchronized BatchSnapshot snapshot() {
        return new BatchSnapshot(id(), name(), owner(), proxyUser(), state, applicationId, uiUrl, updatedAt);
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    /** Checks the rights of its user, then the process: its exit code, its application in Spark, or neither. */
    void check() throws IOException {
        ApplicationProcess known;
        synchronized (this) {
            if (state instanceof BatchState.Ended || killAsked || ending || application == null) {
                return;
            }
            known = application;
        }
        // In this order: a process that is gone has written its output and its code before, if it ever does.
        boolean gone = !known.process().isAlive();
        if (!gone && isRevoked()) {
            return;
        }
        lookAtTrace();
        if (gone) {
            endedWith(known.exitCode());
        }
    }

    private synchronized void lookAtTrace() throws IOException {
        if (!(state instanceof BatchState.Ended) && parts.trace().look()) {
            happen(new BatchEntry.Connected(
                    parts.trace().applicationId(), parts.trace().uiUrl()));
        }
    }

    private void endedWith(OptionalInt code) {
        if (code.isEmpty()) {
            end(BatchState.Outcome.DEAD, "The process of batch " + id() + " was killed from outside.");
        } else if (code.getAsInt() == 0) {
            end(BatchState.Outcome.SUCCESS, "Batch " + id() + " ended with exit code 0.");
        } else {
            end(BatchState.Outcome.DEAD, "Batch " + id() + " ended with exit code " + code.getAsInt() + ".");
        }
    }

    /**
     * Ends the process if it runs; later calls join the first.
     *
     * @return completes when no process is left
     */
    synchronized CompletableFuture<Void> kill() {
        if (!killAsked && !(state instanceof BatchState.Ended)) {
            happen(new BatchEntry.KillAsked(parts.clock().millis()));
            parts.enders().execute(this::endProcess);
        }
        return ended.copy();
    }

    /** Begins the end of a batch without rights. Keeps the files, so that the user can read the reason. */
    private synchronized boolean isRevoked() {
        Optional<String> reason = parts.supervision().rights().revocation();
        if (reason.isEmpty() || killAsked || state instanceof BatchState.Ended) {
            return false;
        }
        if (revocation == null) {
            revocation = reason.get();
            note(revocation);
        }
        ending = true;
        parts.enders().execute(this::endProcess);
        return true;
    }

    private void note(String reason) {
        log.info("batch {} ends: {}", id(), reason);
        parts.supervision()
                .audit()
                .write(new AuditEvent(
                        "revoke_batch",
                        owner(),
                        null,
                        Map.of("batch", Integer.toString(id())),
                        AuditEvent.Verdict.REFUSED,
                        reason,
                        null));
    }

    private void endProcess() {
        ApplicationProcess last;
        String why;
        synchronized (this) {
            last = application;
            why = revocation;
        }
        try {
            if (last != null) {
                DriverTermination.end(last.process(), null);
            }
            end(BatchState.Outcome.KILLED, "Batch " + id() + " was ended" + (why == null ? "" : ": " + why) + ".");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            log.error("the process of batch {} cannot be ended; tried again", id(), e);
            synchronized (this) {
                ending = false;
            }
        }
    }

    private void end(BatchState.Outcome outcome, String reason) {
        ApplicationProcess last;
        synchronized (this) {
            if (state instanceof BatchState.Ended) {
                return;
            }
            last = application;
            happen(new BatchEntry.Ended(outcome, reason, parts.clock().millis()));
        }
        if (last != null) {
            // Kills the application's remaining child processes too.
            last.process().kill();
        }
        ended.complete(null);
        log.info("{}", reason);
    }

    synchronized boolean isRemoving() {
        return killAsked;
    }

    /** Removes all files of the batch; the process must be gone. */
    void erase() throws IOException {
        parts.folder().delete();
        parts.journal().delete();
    }

    /** Closes the journal and leaves the rest to the next server. */
    void release() {
        try {
            parts.journal().close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal of batch " + id(), e);
        }
    }

    // ---- under the lock ------------------------------------------------------------------------------------------

    private void happen(BatchEntry entry) {
        parts.journal().append(entry);
        apply(entry);
    }

    private void apply(BatchEntry entry) {
        entry.accept(effects);
    }

    /** What each entry changes. */
    private final class Effects implements BatchEntry.Visitor {
        @Override
        public void visit(BatchEntry.Created entry) {
            // The constructor has it.
        }

        @Override
        public void visit(BatchEntry.Launched entry) {
            application = parts.launcher().find(entry.driver(), parts.folder());
            state = new BatchState.Running();
        }

        @Override
        public void visit(BatchEntry.Connected entry) {
            applicationId = entry.applicationId();
            uiUrl = entry.uiUrl();
        }

        @Override
        public void visit(BatchEntry.KillAsked entry) {
            killAsked = true;
            updatedAt = entry.at();
        }

        @Override
        public void visit(BatchEntry.Ended entry) {
            state = new BatchState.Ended(entry.outcome(), entry.reason(), entry.at());
            updatedAt = entry.at();
            output.note(entry.reason());
        }
    }
}
