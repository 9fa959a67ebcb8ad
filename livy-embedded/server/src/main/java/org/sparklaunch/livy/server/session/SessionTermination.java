package org.sparklaunch.livy.server.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverTermination;
import org.sparklaunch.livy.server.driver.FailureReason;

/**
 * How one session ends: by a request, because its time is over, or because its driver is gone. It begins once and later
 * reasons join it. The chronicle's monitor guards all.
 */
final class SessionTermination {
    private static final Logger log = LoggerFactory.getLogger(SessionTermination.class);

    private final SessionJournal chronicle;
    private final DriverChannel driver;
    private final Expiration expiration;
    private final Executor enders;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long lastHeartbeat;
    private boolean begun;

    SessionTermination(SessionJournal chronicle, DriverChannel driver, Expiration expiration, Executor enders) {
        this.chronicle = chronicle;
        this.driver = driver;
        this.expiration = expiration;
        this.enders = enders;
        this.lastHeartbeat = chronicle.now();
    }

    void heartbeat() {
        synchronized (chronicle) {
            lastHeartbeat = chronicle.now();
        }
    }

    /** Goes on where an earlier server was; true when there is nothing left to recover. */
    boolean recover() {
        synchronized (chronicle) {
            SessionHistory record = chronicle.record();
            if (record.state() instanceof SessionState.Dead dead) {
                chronicle.log().note(dead.reason());
                chronicle.settle();
                ended.complete(null);
                return true;
            }
            if (record.state() instanceof SessionState.ShuttingDown) {
                begin(record.isRemoving());
                return true;
            }
            return false;
        }
    }

    /**
     * Looks whether the driver still lives and whether the session's time is over. The look and the decision are one step
     * under the lock, so a statement that arrives is either seen here or refused.
     */
    void check() {
        DriverProcess known;
        synchronized (chronicle) {
            known = begun ? null : driver.process();
        }
        if (known != null && !known.isAlive()) {
            driverLost();
        }
        synchronized (chronicle) {
            if (!begun && !(chronicle.state() instanceof SessionState.Dead)) {
                checkTimes();
            }
        }
    }

    private void checkTimes() {
        SessionHistory record = chronicle.record();
        long now = chronicle.now();
        if (record.state() instanceof SessionState.Recovering recovering && now >= recovering.deadline()) {
            chronicle
                    .log()
                    .note("Cannot recover interactive session " + chronicle.id() + ": its driver did not call back.");
            begin(false);
            return;
        }
        boolean idle = record.statements().open() == 0 && record.jobs().open() == 0;
        var signs = new Expiration.Signs(now, chronicle.created().at(), record.lastActivity(), lastHeartbeat, idle);
        Optional<String> due = expiration.due(signs);
        due.ifPresent(reason -> {
            log.info("session {}: {}", chronicle.id(), reason);
            begin(true);
        });
    }

    void driverLost() {
        boolean recovering = chronicle.state() instanceof SessionState.Recovering;
        end(
                recovering
                        ? "Cannot recover interactive session " + chronicle.id() + ": its driver is gone."
                        : "The driver of session " + chronicle.id() + " has ended"
                                + reason().map(found -> ": " + found).orElse("."));
    }

    private Optional<String> reason() {
        List<String> lines = chronicle.log().lines();
        return chronicle.state() instanceof SessionState.Starting
                ? FailureReason.ofStart(lines)
                : FailureReason.ofEnd(lines);
    }

    /** Begins the end, once; later calls join it and may add that the traces are to go as well. */
    void begin(boolean remove) {
        synchronized (chronicle) {
            if (chronicle.state() instanceof SessionState.Dead) {
                return;
            }
            if (!begun || (remove && !chronicle.record().isRemoving())) {
                chronicle.happen(new SessionEntry.Ending(remove, chronicle.now()));
            }
            if (!begun) {
                begun = true;
                DriverProcess running = driver.process();
                DriverLink last = driver.link();
                enders.execute(() -> endDriver(running, last));
            }
        }
    }

    private void endDriver(@Nullable DriverProcess running, @Nullable DriverLink last) {
        try {
            if (running != null) {
                DriverTermination.end(running, last);
            }
            end("Session " + chronicle.id() + " was ended.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The session is dead from here on, whatever is left of its driver is killed. */
    void end(String reason) {
        DriverProcess last;
        synchronized (chronicle) {
            if (chronicle.state() instanceof SessionState.Dead) {
                return;
            }
            begun = true;
            last = driver.process();
            chronicle.log().note(reason);
            chronicle.happen(new SessionEntry.Ended(reason, chronicle.now()));
            driver.end();
            chronicle.settle();
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
}
