package org.sparklaunch.livy.server.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.DriverHandle;
import org.sparklaunch.livy.server.driver.DriverLoss;
import org.sparklaunch.livy.server.driver.log.FailureReason;
import org.sparklaunch.livy.server.request.RightsWatch;

/**
 * Ends one session: on request, when its time is over, when the policy takes its rights away, or when its driver is lost. The
 * end begins once; later reasons join it.
 * The journal's monitor guards all fields.
 */
final class SessionTermination {
    private static final Logger log = LoggerFactory.getLogger(SessionTermination.class);

    private final SessionJournal journal;
    private final DriverChannel channel;
    private final Expiration expiration;
    private final RightsWatch rights;
    private final Executor terminations;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private long lastHeartbeat;
    private boolean begun;
    private @Nullable String revocation;

    SessionTermination(
            SessionJournal journal,
            DriverChannel channel,
            Expiration expiration,
            RightsWatch rights,
            Executor terminations) {
        this.journal = journal;
        this.channel = channel;
        this.expiration = expiration;
        this.rights = rights;
        this.terminations = terminations;
        this.lastHeartbeat = journal.now();
    }

    /** Notes that a client named the session. */
    void heartbeat() {
        synchronized (journal) {
            lastHeartbeat = journal.now();
        }
    }

    /** Continues what an earlier server began and returns whether the session is over or ends. */
    boolean recover() {
        synchronized (journal) {
            SessionHistory history = journal.history();
            if (history.state() instanceof SessionState.Dead dead) {
                journal.log().note(dead.reason());
                journal.settle();
                ended.complete(null);
                return true;
            }
            if (history.state() instanceof SessionState.ShuttingDown) {
                begin(history.isRemoving());
                return true;
            }
            return false;
        }
    }

    /** Ends the session if its driver is lost, its rights are revoked, or its time is over. */
    void check() {
        boolean running;
        synchronized (journal) {
            running = !begun;
        }
        if (running) {
            channel.driver().findLoss().ifPresent(this::endLost);
        }
        // One step under the lock: a statement that arrives is either counted here or refused.
        synchronized (journal) {
            if (!begun && !(journal.state() instanceof SessionState.Dead)) {
                rights.revocation().ifPresentOrElse(this::revoke, this::checkTimes);
            }
        }
    }

    /** Keeps the files of the session, so that its user can read the reason. */
    private void revoke(String reason) {
        log.info("session {} ends: {}", journal.id(), reason);
        journal.auditRevocation(reason);
        revocation = reason;
        begin(false);
    }

    private void endLost(DriverLoss loss) {
        if (loss == DriverLoss.EXITED) {
            endExited();
        } else {
            journal.log()
                    .note("Cannot recover interactive session " + journal.id() + ": its driver did not connect within "
                            + DriverHandle.CONNECT_LIMIT.toSeconds() + " s.");
            begin(false);
        }
    }

    private void checkTimes() {
        SessionHistory history = journal.history();
        long now = journal.now();
        boolean idle = history.statements().open() == 0 && history.jobs().open() == 0;
        var signs = new Expiration.Signs(now, journal.created().at(), history.lastActivity(), lastHeartbeat, idle);
        Optional<String> due = expiration.due(signs);
        due.ifPresent(reason -> {
            log.info("session {}: {}", journal.id(), reason);
            begin(true);
        });
    }

    /** Ends the session after the exit of its driver. */
    void endExited() {
        if (journal.state() instanceof SessionState.ShuttingDown) {
            end(endReason());
            return;
        }
        boolean recovering = journal.state() instanceof SessionState.Recovering;
        end(
                recovering
                        ? "Cannot recover interactive session " + journal.id() + ": its driver is gone."
                        : "The driver of session " + journal.id() + " has ended"
                                + reason().map(found -> ": " + found).orElse("."));
    }

    private Optional<String> reason() {
        List<String> lines = journal.log().lines();
        return journal.state() instanceof SessionState.Starting
                ? FailureReason.ofStart(lines)
                : FailureReason.ofEnd(lines);
    }

    /** Begins the end, once. A later call can add that the session's files are to be removed. */
    void begin(boolean remove) {
        synchronized (journal) {
            if (journal.state() instanceof SessionState.Dead) {
                return;
            }
            if (!begun || (remove && !journal.history().isRemoving())) {
                journal.append(new SessionEntry.Ending(remove, journal.now()));
            }
            if (!begun) {
                begun = true;
                terminations.execute(this::endDriver);
            }
        }
    }

    private void endDriver() {
        try {
            channel.driver().terminate();
        } catch (InterruptedException e) {
            // This server stops; the next one continues.
            Thread.currentThread().interrupt();
            return;
        } catch (RuntimeException e) {
            log.error("session {}: its driver cannot be ended politely and is killed", journal.id(), e);
        }
        end(endReason());
    }

    private String endReason() {
        synchronized (journal) {
            return "Session " + journal.id() + " was ended" + (revocation == null ? "" : ": " + revocation) + ".";
        }
    }

    /** Makes the session dead and kills what is left of its driver. */
    void end(String reason) {
        synchronized (journal) {
            if (journal.state() instanceof SessionState.Dead) {
                return;
            }
            begun = true;
            journal.log().note(reason);
            journal.append(new SessionEntry.Ended(reason, journal.now()));
            channel.end();
            journal.settle();
        }
        try {
            channel.driver().kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /** Returns a future that completes when no process is left. */
    CompletableFuture<Void> whenEnded() {
        return ended.copy();
    }
}
