package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.DriverEnding;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverPeer;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverSpec;

/**
 * One session: a record of what happened, a journal that holds the same, and the driver behind it while there is one.
 * Thread-safe; one lock guards all, under which nothing waits for a driver. Whatever happens is journalled first, then
 * becomes visible, then goes to the driver; so nothing that a client or a driver was told is unknown after a crash.
 */
public final class InteractiveSession implements DriverPeer {
    private static final Logger log = LoggerFactory.getLogger(InteractiveSession.class);

    /** A dying driver's connection breaks some milliseconds before its process is gone. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(1);

    private final SessionEntry.Created created;
    private final SessionParts parts;
    private final SessionLog sessionLog;
    private final SessionRecord record = new SessionRecord();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private @Nullable DriverProcess process;
    private @Nullable DriverLink link;
    private long lastHeartbeat;
    private boolean endingBegun;

    InteractiveSession(SessionEntry.Created created, SessionParts parts) {
        this.created = created;
        this.parts = parts;
        this.sessionLog = new SessionLog(parts.folder());
        this.lastHeartbeat = parts.clock().millis();
        record.apply(created);
    }

    // ---- its beginning -------------------------------------------------------------------------------------------

    /** Starts the driver; a driver that cannot be started leaves a dead session that says why, as in Livy. */
    void launch(DriverSpec spec) {
        try {
            DriverProcess started = parts.launcher().launch(spec);
            synchronized (this) {
                if (record.state() instanceof SessionState.Dead) {
                    // Deleted meanwhile: nobody else knows of this process.
                    started.kill();
                    return;
                }
                process = started;
                happen(new SessionEntry.Launched(
                        started.identity().pid(), started.identity().startTicks()));
            }
        } catch (IOException e) {
            log.warn("session {}: the driver cannot be started", id(), e);
            end("The driver cannot be started: " + e.getMessage());
        }
    }

    /** Takes up what the journal tells of an earlier server's session; then the driver may call again. */
    synchronized void recover(List<SessionEntry> entries, long deadline) {
        entries.forEach(record::apply);
        // Whatever waited for the server's return had no chance to be active meanwhile.
        record.touch(parts.clock().millis());
        if (record.state() instanceof SessionState.Dead dead) {
            sessionLog.note(dead.reason());
            settle();
            ended.complete(null);
            return;
        }
        process =
                Optional.ofNullable(record.driver()).map(parts.launcher()::find).orElse(null);
        if (record.state() instanceof SessionState.ShuttingDown) {
            beginEnd(record.isRemoving());
        } else {
            record.recovering(deadline);
        }
    }

    // ---- what clients see ----------------------------------------------------------------------------------------

    public int id() {
        return created.id();
    }

    public @Nullable String owner() {
        return created.owner();
    }

    public SessionSpec spec() {
        return created.spec();
    }

    public SessionLog log() {
        return sessionLog;
    }

    public synchronized SessionState state() {
        return record.state();
    }

    public synchronized SessionSnapshot snapshot() {
        return new SessionSnapshot(id(), owner(), spec(), record.state(), record.applicationId(), record.uiUrl());
    }

    public synchronized List<Statement> statements() {
        return record.statements().all();
    }

    public synchronized Optional<Statement> statement(int statement) {
        return record.statements().find(statement);
    }

    /** Completes when the statement is final, at once when it is not known. */
    public synchronized CompletableFuture<Void> whenFinal(int statement) {
        return record.statements().whenFinal(statement).copy();
    }

    /** Completes when the session is no longer starting. */
    public CompletableFuture<Void> whenSettled() {
        return settled.copy();
    }

    // ---- what clients do -----------------------------------------------------------------------------------------

    /** A request named the session. */
    public synchronized void heartbeat() {
        lastHeartbeat = parts.clock().millis();
    }

    /** A client works with the session: it is not idle. */
    public synchronized void touch() {
        record.touch(parts.clock().millis());
    }

    /**
     * Takes a statement.
     *
     * @throws SessionStateException when the session takes none now
     */
    public synchronized Statement post(SessionKind kind, String code) {
        requireStatements();
        int statement = record.statements().nextId();
        happen(new SessionEntry.Posted(statement, kind, code, parts.clock().millis()));
        tell(new ServerMessage.RunStatement(statement, kind, code));
        return record.statements().find(statement).orElseThrow();
    }

    /** Cancels a statement that is still open. */
    public synchronized void cancel(int statement) {
        requireStatements();
        boolean open =
                record.statements().find(statement).filter(s -> !s.isFinal()).isPresent();
        if (open) {
            happen(new SessionEntry.CancelAsked(statement, parts.clock().millis()));
            tell(new ServerMessage.CancelStatement(statement));
        }
    }

    private void requireStatements() {
        if (!record.state().takesStatements()) {
            throw new SessionStateException(record.state());
        }
    }

    // ---- what its driver says ------------------------------------------------------------------------------------

    @Override
    public synchronized void connected(DriverLink newLink, DriverMessage.Hello hello) {
        if (record.state() instanceof SessionState.Dead) {
            newLink.close();
            return;
        }
        if (link != null) {
            link.close();
        }
        link = newLink;
        if (process == null) {
            // The earlier server died between starting this driver and writing down its pid.
            parts.launcher().adopt(hello.pid()).ifPresent(found -> {
                process = found;
                happen(new SessionEntry.Launched(
                        found.identity().pid(), found.identity().startTicks()));
            });
        }
        record.recovered();
        tell(new ServerMessage.Welcome(record.lastEvent()));
        for (Statement open : record.statements().openOnes()) {
            if (open.id() > hello.lastAcceptedStatement()) {
                tell(new ServerMessage.RunStatement(open.id(), open.kind(), open.code()));
            }
            if (open.state() == StatementState.CANCELLING) {
                tell(new ServerMessage.CancelStatement(open.id()));
            }
        }
        settle();
    }

    @Override
    public synchronized void received(DriverLink from, DriverMessage message) {
        if (from != link) {
            return;
        }
        if (message instanceof DriverMessage.StatementProgress progress) {
            record.statements().change(progress.statement(), s -> s.progress(progress.fraction()));
        } else if (message instanceof DriverMessage.SessionFailed failed) {
            sessionLog.note(failed.reason());
            tell(new ServerMessage.Acknowledge(failed.sequence()));
        } else if (message instanceof DriverMessage.Event event) {
            if (!record.knows(event.sequence())) {
                happen(SessionEntry.of(event, parts.clock().millis()));
                // By the server's clock: the driver's may be another machine's.
                touch();
            }
            tell(new ServerMessage.Acknowledge(event.sequence()));
        }
        settle();
    }

    @Override
    public void disconnected(DriverLink from) {
        DriverProcess known;
        synchronized (this) {
            if (from != link) {
                return;
            }
            link = null;
            known = process;
        }
        try {
            if (known != null && known.awaitExit(EXIT_GRACE)) {
                driverLost();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    // ---- its end -------------------------------------------------------------------------------------------------

    /**
     * Looks whether the driver still lives and whether the session's time is over. The look and the decision are one step
     * under the lock, so a statement that arrives is either seen here or refused.
     */
    void check() {
        DriverProcess known;
        synchronized (this) {
            known = endingBegun ? null : process;
        }
        if (known != null && !known.isAlive()) {
            driverLost();
        }
        synchronized (this) {
            if (endingBegun || record.state() instanceof SessionState.Dead) {
                return;
            }
            long now = parts.clock().millis();
            if (record.state() instanceof SessionState.Recovering recovering && now >= recovering.deadline()) {
                sessionLog.note("Cannot recover interactive session " + id() + ": its driver did not call back.");
                beginEnd(false);
                return;
            }
            boolean idle = record.statements().open() == 0;
            Optional<String> due = parts.expiration()
                    .due(new Expiration.Signs(now, created.at(), record.lastActivity(), lastHeartbeat, idle));
            due.ifPresent(reason -> {
                log.info("session {}: {}", id(), reason);
                beginEnd(true);
            });
        }
    }

    private void driverLost() {
        boolean recovering = state() instanceof SessionState.Recovering;
        end(
                recovering
                        ? "Cannot recover interactive session " + id() + ": its driver is gone."
                        : "The driver of session " + id() + " has ended.");
    }

    /**
     * Begins the end, once; later calls join it.
     *
     * @param remove whether the traces are to go as well
     * @return completes when no process is left
     */
    public synchronized CompletableFuture<Void> shutDown(boolean remove) {
        beginEnd(remove);
        return ended.copy();
    }

    private void beginEnd(boolean remove) {
        if (record.state() instanceof SessionState.Dead) {
            return;
        }
        if (!endingBegun || (remove && !record.isRemoving())) {
            happen(new SessionEntry.Ending(remove, parts.clock().millis()));
        }
        if (!endingBegun) {
            endingBegun = true;
            DriverProcess running = process;
            DriverLink last = link;
            parts.enders().execute(() -> endDriver(running, last));
        }
    }

    private void endDriver(@Nullable DriverProcess running, @Nullable DriverLink last) {
        try {
            if (running != null) {
                DriverEnding.end(running, last);
            }
            end("Session " + id() + " was ended.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(String reason) {
        DriverProcess last;
        synchronized (this) {
            if (record.state() instanceof SessionState.Dead) {
                return;
            }
            endingBegun = true;
            last = process;
            sessionLog.note(reason);
            happen(new SessionEntry.Ended(reason, parts.clock().millis()));
            if (link != null) {
                link.close();
                link = null;
            }
            settle();
        }
        if (last != null) {
            last.kill();
        }
        ended.complete(null);
    }

    /** Completes when no process is left. */
    CompletableFuture<Void> whenEnded() {
        return ended.copy();
    }

    synchronized boolean isRemoving() {
        return record.isRemoving();
    }

    /** Removes every trace; the driver must be gone. */
    void erase() throws IOException {
        parts.folder().delete();
        parts.journal().delete();
    }

    /** Closes the journal and leaves the rest to another server. */
    void release() throws IOException {
        parts.journal().close();
    }

    // ---- under the lock ------------------------------------------------------------------------------------------

    private void happen(SessionEntry entry) {
        parts.journal().append(entry);
        record.apply(entry);
    }

    private void tell(ServerMessage message) {
        if (link != null) {
            link.send(message);
        }
    }

    private void settle() {
        if (!(record.state() instanceof SessionState.Starting)) {
            settled.complete(null);
        }
    }
}
