package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;

/**
 * Holds one driver's process, connection and folder from its launch or adoption to its end. The owner (a session, the warm
 * pool or a shared driver) decides what the driver's messages mean.
 *
 * <p>The owner's lock guards the state, so that a change of the handle and one of its owner are a single step. The handle
 * does not hold the lock while it starts a process or waits for the end of one.
 */
public final class DriverHandle {
    /** The time within which a living driver connects to a restarted server; its pauses between attempts are far shorter. */
    public static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(1);

    private final DriverFolder folder;
    private final DriverLauncher launcher;
    private final Object lock;
    private final Consumer<DriverIdentity> journal;
    private final InstantSource clock;
    private DriverState state = new DriverState.Launching();
    private @Nullable DriverProcess process;

    /**
     * Creates the handle of a driver that has no process yet.
     *
     * @param lock guards the owner's state and this handle's
     * @param journal records the identity of a process, for the next server; called with the lock held
     */
    public DriverHandle(
            DriverFolder folder,
            DriverLauncher launcher,
            Object lock,
            Consumer<DriverIdentity> journal,
            InstantSource clock) {
        this.folder = folder;
        this.launcher = launcher;
        this.lock = lock;
        this.journal = journal;
        this.clock = clock;
    }

    /** Returns the driver's folder. */
    public DriverFolder folder() {
        return folder;
    }

    // ---- from the launch to a connection -------------------------------------------------------------------------

    /**
     * Starts the process. Kills it if the driver was given up in the meantime.
     *
     * @throws IOException when the process cannot be started
     */
    public void launch(DriverSpec spec) throws IOException {
        DriverProcess started = launcher.launch(spec);
        synchronized (lock) {
            if (!state.isOver()) {
                register(started);
                return;
            }
        }
        // Only this call knows of the process.
        started.kill();
    }

    /** Records a process, unless the driver connected and was adopted before its launch returned. */
    private void register(DriverProcess started) {
        boolean known = process != null && process.identity().equals(started.identity());
        process = started;
        if (!known) {
            journal.accept(started.identity());
        }
    }

    /**
     * Expects the driver of an earlier server to connect.
     *
     * @param identity from the journal; null when that server died before it recorded the process
     */
    public void recover(@Nullable DriverIdentity identity) {
        synchronized (lock) {
            process = identity == null ? null : launcher.find(identity, folder);
            detachWithin(CONNECT_LIMIT);
        }
    }

    /** Takes over a driver that another handle released. */
    public void take(ConnectedDriver driver) {
        synchronized (lock) {
            process = driver.process();
            state = new DriverState.Connected(driver.link());
        }
    }

    /**
     * Accepts a connection in place of an earlier one.
     *
     * @param pid the process id that the driver reports
     * @return false, with the connection closed, when the driver is lost or given up
     */
    public boolean accept(DriverLink link, long pid) {
        synchronized (lock) {
            if (state.isOver()) {
                link.close();
                return false;
            }
            hangUp();
            state = new DriverState.Connected(link);
            if (process == null) {
                // An earlier server died before it recorded the process, or the launch has not returned yet.
                launcher.adopt(pid, folder).ifPresent(this::register);
            }
            return true;
        }
    }

    /** Sends a message if the driver is connected and returns whether it was. */
    public boolean send(ServerMessage message) {
        synchronized (lock) {
            if (state instanceof DriverState.Connected connected) {
                connected.link().send(message);
                return true;
            }
            return false;
        }
    }

    /** Returns whether messages of this connection count; those of a replaced one do not. */
    public boolean isCurrent(DriverLink link) {
        synchronized (lock) {
            return state instanceof DriverState.Connected connected && connected.link() == link;
        }
    }

    /**
     * Notes the end of a connection. The driver may stay away for as long as its process runs.
     *
     * @return false when the connection was not the current one
     */
    public boolean detach(DriverLink link) {
        synchronized (lock) {
            boolean current = isCurrent(link);
            if (current) {
                state = new DriverState.Detached(Long.MAX_VALUE);
            }
            return current;
        }
    }

    /**
     * Notes the end of a connection. The driver is lost unless it connects within the limit.
     *
     * @return false when the connection was not the current one
     */
    public boolean detachUntil(DriverLink link, Duration limit) {
        synchronized (lock) {
            boolean current = detach(link);
            if (current) {
                detachWithin(limit);
            }
            return current;
        }
    }

    private void detachWithin(Duration limit) {
        state = new DriverState.Detached(clock.millis() + limit.toMillis());
    }

    /** Closes the connection, if there is one. */
    public void hangUp() {
        synchronized (lock) {
            DriverLink last = lastLink();
            if (last != null) {
                last.close();
                state = state.isOver() ? new DriverState.Ended(null) : new DriverState.Detached(Long.MAX_VALUE);
            }
        }
    }

    private @Nullable DriverLink lastLink() {
        if (state instanceof DriverState.Connected connected) {
            return connected.link();
        }
        return state instanceof DriverState.Ended ended ? ended.last() : null;
    }

    // ---- what owners ask -----------------------------------------------------------------------------------------

    public boolean isConnected() {
        synchronized (lock) {
            return state instanceof DriverState.Connected;
        }
    }

    /** Returns whether the driver is neither lost nor given up and its process, if known, runs. */
    public boolean isAlive() {
        DriverProcess known;
        synchronized (lock) {
            if (state.isOver()) {
                return false;
            }
            known = process;
        }
        return known == null || known.isAlive();
    }

    /**
     * Checks the process and the time without a connection.
     *
     * @return why the driver is lost; empty for one that is not, or that was given up
     */
    public Optional<DriverLoss> findLoss() {
        DriverProcess known = process();
        // Asked without the lock: the state of a process on a worker comes over the network.
        boolean exited = known != null && !known.isAlive();
        synchronized (lock) {
            if (!state.isOver() && exited) {
                lose(DriverLoss.EXITED);
            } else if (state instanceof DriverState.Detached detached && clock.millis() >= detached.deadline()) {
                lose(DriverLoss.NOT_CONNECTED);
            }
            return state instanceof DriverState.Lost lost ? Optional.of(lost.loss()) : Optional.empty();
        }
    }

    private void lose(DriverLoss loss) {
        hangUp();
        state = new DriverState.Lost(loss);
    }

    /** Waits for the process to exit and returns whether it did; false for a driver without a known process. */
    public boolean awaitExit(Duration limit) throws InterruptedException {
        DriverProcess known = process();
        return known != null && known.awaitExit(limit);
    }

    private @Nullable DriverProcess process() {
        synchronized (lock) {
            return process;
        }
    }

    DriverState state() {
        synchronized (lock) {
            return state;
        }
    }

    // ---- the end -------------------------------------------------------------------------------------------------

    /**
     * Gives the driver up for another handle to take.
     *
     * @return empty, without a change, unless the driver is connected and its process runs
     */
    public Optional<ConnectedDriver> release() {
        synchronized (lock) {
            if (!(state instanceof DriverState.Connected connected) || process == null || !process.isAlive()) {
                return Optional.empty();
            }
            giveUp();
            return Optional.of(new ConnectedDriver(folder, process, connected.link()));
        }
    }

    /**
     * Gives the driver up: refuses its connections, and kills the process that a launch in progress returns.
     *
     * @return false when it was given up before
     */
    public boolean giveUp() {
        synchronized (lock) {
            boolean first = !(state instanceof DriverState.Ended);
            if (first) {
                state = new DriverState.Ended(lastLink());
            }
            return first;
        }
    }

    /** Gives the driver up and kills its process, for an owner that needs its memory at once. */
    public void kill() throws InterruptedException {
        giveUp();
        DriverProcess known = process();
        if (known != null) {
            known.kill();
            known.awaitExit(KILL_LIMIT);
        }
    }

    /** Ends the process, politely at first. The state stays: what the driver sends until then counts. */
    public void terminate() throws InterruptedException {
        DriverProcess known;
        DriverLink last;
        synchronized (lock) {
            known = process;
            last = lastLink();
        }
        if (known != null) {
            DriverTermination.end(known, last);
        }
    }

    /** Gives the driver up and ends it. Returns when neither a process nor a file is left. */
    public void end() throws InterruptedException, IOException {
        giveUp();
        terminate();
        hangUp();
        folder.delete();
    }
}
