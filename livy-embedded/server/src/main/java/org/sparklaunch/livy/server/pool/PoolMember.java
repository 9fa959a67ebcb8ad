package org.sparklaunch.livy.server.pool;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.DriverHandle;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.log.DriverLog;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.supply.ClaimedDriver;

/**
 * One driver of the pool. It leaves the pool once: claimed, lost or given up. The messages of a claimed driver go to the claimer
 * for as long as that connection lasts. Thread-safe.
 */
final class PoolMember implements DriverListener {
    private static final Logger log = LoggerFactory.getLogger(PoolMember.class);

    /** A start with its warm-up takes 10 to 20 s on two busy cores. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private static final int LAST_LINES = 5;

    private final DriverHandle driver;
    private final Consumer<PoolEntry> journal;
    private final InstantSource clock;
    private final long readyDeadline;
    private @Nullable DriverListener claimer;
    private final Reports reports = new Reports();
    private long lastEvent;

    PoolMember(DriverFolder folder, DriverLauncher launcher, Consumer<PoolEntry> journal, InstantSource clock) {
        this.driver = new DriverHandle(folder, launcher, this, this::recordLaunch, clock);
        this.journal = journal;
        this.clock = clock;
        this.readyDeadline = clock.millis() + READY_LIMIT.toMillis();
    }

    private void recordLaunch(DriverIdentity identity) {
        journal.accept(new PoolEntry.Launched(name(), identity));
    }

    String name() {
        return driver.folder().name();
    }

    /** Returns the last lines that the driver printed. */
    String lastLines() {
        List<String> lines = new DriverLog(driver.folder()).lines();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Starts the process, unless the member was given up in the meantime. */
    void launch(DriverSpec spec) throws IOException {
        driver.launch(spec);
    }

    /** Restores the member of an earlier server from its journal entries. */
    synchronized void recover(List<PoolEntry> entries) {
        Recovery recovery = new Recovery();
        entries.forEach(entry -> entry.accept(recovery));
        driver.recover(recovery.identity);
    }

    /** Follows the entries of a member that is still in the pool. */
    private final class Recovery implements PoolEntry.Visitor {
        private @Nullable DriverIdentity identity;

        @Override
        public void visit(PoolEntry.Added entry) {
            // The member was made for it.
        }

        @Override
        public void visit(PoolEntry.Launched entry) {
            identity = entry.driver();
        }

        @Override
        public void visit(PoolEntry.Ready entry) {
            lastEvent = entry.event();
        }

        @Override
        public void visit(PoolEntry.Gone entry) {
            throw new IllegalStateException("warm driver " + entry.name() + " has left the pool");
        }
    }

    synchronized boolean isReady() {
        return lastEvent > 0 && driver.isConnected();
    }

    /** Returns whether the process ended, or the driver did not become ready or connect in time. */
    boolean isLost() {
        return driver.findLoss().isPresent() || isLate();
    }

    private synchronized boolean isLate() {
        return lastEvent == 0 && clock.millis() >= readyDeadline;
    }

    /**
     * Takes the driver out of the pool if it is ready. The pool's journal forgets the driver once the claimer's journal has
     * it.
     */
    synchronized Optional<ClaimedDriver> claim() {
        if (!isReady()) {
            return Optional.empty();
        }
        return driver.release()
                .map(released -> new ClaimedDriver(released, lastEvent, listener -> {
                    forwardTo(listener);
                    journal.accept(new PoolEntry.Gone(name()));
                }));
    }

    private synchronized void forwardTo(DriverListener listener) {
        claimer = listener;
    }

    private synchronized @Nullable DriverListener claimer() {
        return claimer;
    }

    @Override
    public synchronized void connected(DriverLink link, DriverMessage.Hello hello) {
        // A claimed driver is refused here; it connects again and then finds its session.
        if (driver.accept(link, hello.pid())) {
            driver.send(new ServerMessage.Welcome(lastEvent));
        }
    }

    @Override
    public void received(DriverLink from, DriverMessage.Report report) {
        DriverListener next = claimer();
        if (next != null) {
            next.received(from, report);
            return;
        }
        synchronized (this) {
            // An event between the claim and its hand-over is not acknowledged, so the driver sends it again.
            if (driver.isCurrent(from)) {
                report.accept(reports);
            }
        }
    }

    /** The reports of a driver without a session. */
    private final class Reports implements DriverMessage.Report.Visitor, DriverMessage.Event.Visitor {
        @Override
        public void visit(DriverMessage.Event event) {
            event.accept((DriverMessage.Event.Visitor) this);
            driver.send(new ServerMessage.Acknowledge(event.sequence()));
        }

        @Override
        public void visit(DriverMessage.SessionReady ready) {
            if (ready.sequence() > lastEvent) {
                lastEvent = ready.sequence();
                journal.accept(new PoolEntry.Ready(name(), lastEvent));
                log.info("warm driver {} is ready", name());
            }
        }

        @Override
        public void visit(DriverMessage.SessionFailed failed) {
            log.warn("warm driver {} failed: {}", name(), failed.reason());
        }

        @Override
        public void visit(DriverMessage.GuestEnded ended) {
            log.warn("warm driver {} reports the end of the unknown guest {}", name(), ended.guest());
        }

        @Override
        public void visit(DriverMessage.WorkEvent event) {
            log.warn("warm driver {} reports work that it was not given: event {}", name(), event.sequence());
        }

        @Override
        public void visit(DriverMessage.StatementProgress progress) {
            // It has no statements.
        }

        @Override
        public void visit(DriverMessage.Candidates candidates) {
            // It has no statements.
        }
    }

    @Override
    public void disconnected(DriverLink from) {
        DriverListener next = claimer();
        if (next != null) {
            next.disconnected(from);
        } else {
            driver.detachUntil(from, DriverHandle.CONNECT_LIMIT);
        }
    }

    /** Ends the process at once for an owner that needs its memory; {@link #end} follows. */
    void kill() throws InterruptedException {
        driver.kill();
    }

    /** Ends the driver. Returns when neither a process nor a file is left. */
    void end() throws InterruptedException, IOException {
        driver.end();
        journal.accept(new PoolEntry.Gone(name()));
    }
}
