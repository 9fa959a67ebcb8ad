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
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverLog;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.driver.DriverTermination;
import org.sparklaunch.livy.server.supply.ClaimedDriver;

/**
 * One driver of the pool. It leaves the pool once, claimed or given up; what comes over the connection of a claimed one
 * goes to the claimer, for as long as that connection lasts. Thread-safe.
 */
final class PoolMember implements DriverListener {
    private static final Logger log = LoggerFactory.getLogger(PoolMember.class);

    /** A start with its warm-up takes 10 to 20 s on two busy cores. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    /** Within this a living driver calls a restarted server, or dials again; its pauses are far shorter. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(1);

    private static final int LAST_LINES = 5;

    private final DriverFolder folder;
    private final DriverLauncher launcher;
    private final Consumer<PoolEntry> journal;
    private final InstantSource clock;
    private @Nullable DriverProcess process;
    private @Nullable DriverLink link;
    private @Nullable DriverListener claimer;
    private long lastEvent;
    private long deadline;
    private boolean gone;

    PoolMember(DriverFolder folder, DriverLauncher launcher, Consumer<PoolEntry> journal, InstantSource clock) {
        this.folder = folder;
        this.launcher = launcher;
        this.journal = journal;
        this.clock = clock;
        this.deadline = clock.millis() + READY_LIMIT.toMillis();
    }

    String name() {
        return folder.name();
    }

    /** The end of what it printed. */
    String lastWords() {
        List<String> lines = new DriverLog(folder).lines();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Starts its process, unless it was given up meanwhile. */
    void launch(DriverSpec spec) throws IOException {
        DriverProcess started = launcher.launch(spec);
        synchronized (this) {
            if (gone) {
                started.kill();
            } else {
                found(started);
            }
        }
    }

    /** Takes up what the journal tells of an earlier server's member. */
    synchronized void recover(PoolEntry entry) {
        if (entry instanceof PoolEntry.Launched launched) {
            process = launcher.find(launched.driver(), folder);
        } else if (entry instanceof PoolEntry.Ready ready) {
            lastEvent = ready.event();
        }
        deadline = clock.millis() + CALL_LIMIT.toMillis();
    }

    private void found(DriverProcess driver) {
        process = driver;
        journal.accept(new PoolEntry.Launched(name(), driver.identity()));
    }

    synchronized boolean isReady() {
        return lastEvent > 0 && link != null && !gone;
    }

    /** Whether its process ended, or it did not become ready or did not call again in time. */
    boolean isLost() {
        DriverProcess known;
        synchronized (this) {
            if (!isReady() && clock.millis() >= deadline) {
                return true;
            }
            known = process;
        }
        return known != null && !known.isAlive();
    }

    /**
     * Takes it out of the pool if it is ready.
     *
     * <p>It is forgotten when the claimer has written down that it is its own.
     */
    synchronized Optional<ClaimedDriver> claim() {
        if (!isReady() || process == null || link == null || !process.isAlive()) {
            return Optional.empty();
        }
        gone = true;
        return Optional.of(new ClaimedDriver(folder, process, link, lastEvent, peer -> {
            handTo(peer);
            journal.accept(new PoolEntry.Gone(name()));
        }));
    }

    private synchronized void handTo(DriverListener peer) {
        claimer = peer;
    }

    private synchronized @Nullable DriverListener claimer() {
        return claimer;
    }

    @Override
    public synchronized void connected(DriverLink newLink, DriverMessage.Hello hello) {
        if (gone) {
            // It dials again and finds its session, or nobody.
            newLink.close();
            return;
        }
        if (link != null) {
            link.close();
        }
        link = newLink;
        if (process == null) {
            // The earlier server died between starting this driver and writing down its pid.
            launcher.adopt(hello.pid(), folder).ifPresent(this::found);
        }
        newLink.send(new ServerMessage.Welcome(lastEvent));
    }

    @Override
    public void received(DriverLink from, DriverMessage message) {
        DriverListener next = claimer();
        if (next != null) {
            next.received(from, message);
            return;
        }
        synchronized (this) {
            // Nothing that comes between claim and hand-over is acknowledged: the driver says it again.
            if (from == link && !gone) {
                hear(from, message);
            }
        }
    }

    private void hear(DriverLink from, DriverMessage message) {
        if (message instanceof DriverMessage.SessionFailed failed) {
            log.warn("warm driver {} failed: {}", name(), failed.reason());
            from.send(new ServerMessage.Acknowledge(failed.sequence()));
        } else if (message instanceof DriverMessage.Event event) {
            if (event.sequence() > lastEvent) {
                lastEvent = event.sequence();
                journal.accept(new PoolEntry.Ready(name(), lastEvent));
                log.info("warm driver {} is ready", name());
            }
            from.send(new ServerMessage.Acknowledge(event.sequence()));
        }
    }

    @Override
    public void disconnected(DriverLink from) {
        DriverListener next = claimer();
        if (next != null) {
            next.disconnected(from);
            return;
        }
        synchronized (this) {
            if (from == link && !gone) {
                link = null;
                deadline = clock.millis() + CALL_LIMIT.toMillis();
            }
        }
    }

    /** Ends the process at once, for somebody who waits for its memory; {@link #end} comes next. */
    void kill() throws InterruptedException {
        DriverProcess known = leave();
        if (known != null) {
            known.kill();
            known.awaitExit(KILL_LIMIT);
        }
    }

    /** Ends what is left of it. Returns when there is no process and no file any more. */
    void end() throws InterruptedException, IOException {
        DriverProcess known = leave();
        DriverLink last;
        synchronized (this) {
            last = link;
            link = null;
        }
        if (known != null) {
            DriverTermination.end(known, last);
        }
        if (last != null) {
            last.close();
        }
        folder.delete();
        journal.accept(new PoolEntry.Gone(name()));
    }

    /** Nobody can claim it from now on. */
    private synchronized @Nullable DriverProcess leave() {
        gone = true;
        return process;
    }
}
