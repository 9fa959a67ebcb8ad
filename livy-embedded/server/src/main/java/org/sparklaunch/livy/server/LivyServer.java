package org.sparklaunch.livy.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.sparklaunch.livy.server.auth.TokenRegistry;
import org.sparklaunch.livy.server.driver.DriverEndpoint;
import org.sparklaunch.livy.server.driver.DriverGroups;
import org.sparklaunch.livy.server.driver.DriverHttpResources;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverPlacement;
import org.sparklaunch.livy.server.driver.LocalApplicationLauncher;
import org.sparklaunch.livy.server.driver.LogTrimmer;
import org.sparklaunch.livy.server.driver.ServerPlacement;
import org.sparklaunch.livy.server.driver.SparkDriverLauncher;
import org.sparklaunch.livy.server.driver.worker.WorkerPlacement;
import org.sparklaunch.livy.server.health.Health;
import org.sparklaunch.livy.server.health.ServerChecks;
import org.sparklaunch.livy.server.pool.WarmPool;
import org.sparklaunch.livy.server.rest.LivyRest;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;

/**
 * A running Livy server. Started on a state folder that an earlier server left behind, it has that server's sessions.
 * {@link #close} ends all sessions and batches; only the death of the process leaves drivers for the next server.
 */
public final class LivyServer implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(35);

    /** A server before this one may just be closing. */
    private static final Duration PREDECESSOR = CLOSING.plusSeconds(10);

    private static final Duration LOG_SWEEP = Duration.ofSeconds(5);
    private static final long MOST_LOG_BYTES = 16L << 20;

    /** A changed policy holds the first statement after this and the time to read it. */
    private static final Duration POLICY_WATCH = Duration.ofSeconds(1);

    private final URI address;
    private final List<AutoCloseable> drivers;
    private final Deque<AutoCloseable> parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes who ends drivers, and what is left to close then. */
    private LivyServer(URI address, List<AutoCloseable> drivers, Deque<AutoCloseable> parts) {
        this.address = address;
        this.drivers = drivers;
        this.parts = parts;
    }

    /** Starts with real drivers and the system's clock. */
    public static LivyServer start(LivyConfig config) throws IOException {
        DriverGroups groups = DriverGroups.ofThisProcess();
        Function<InetSocketAddress, DriverLauncher> launchers =
                endpoint -> new SparkDriverLauncher(config.driver(), endpoint, groups);
        return start(config, launchers, groups, InstantSource.system());
    }

    /** Starts with the drivers of a test. */
    static LivyServer start(
            LivyConfig config, Function<InetSocketAddress, DriverLauncher> launchers, InstantSource clock)
            throws IOException {
        return start(config, launchers, DriverGroups.NONE, clock);
    }

    /** Starts all parts in order; a failed start closes what had started. */
    private static LivyServer start(
            LivyConfig config,
            Function<InetSocketAddress, DriverLauncher> launchers,
            DriverGroups groups,
            InstantSource clock)
            throws IOException {
        ServerFolder folder = ServerFolder.take(config.stateDir(), PREDECESSOR);
        Deque<AutoCloseable> parts = new ArrayDeque<>();
        try {
            DriverEndpoint endpoint = folder.bind(config.driver().endpoint());
            parts.push(endpoint);
            Security guards = Security.read(config, clock);
            DriverPlacement placement = place(config, launchers.apply(endpoint.address()), endpoint.address(), groups);
            parts.addLast(placement);
            DriverServices work = DriverServices.open(config, placement, guards.policy(), clock);
            // Last of all, when no connection and no sweep can write any more.
            work.releases().forEach(parts::addLast);
            parts.addLast(folder);
            TokenRegistry tokens = TokenRegistry.open(folder.resolve("journal/tokens.jsonl"), clock);
            parts.push(tokens);
            endpoint.start(work.directory(), placement.reception());
            sweeps(config, work).forEach(parts::push);
            parts.push(new PeriodicTask("policy-watch", guards.policy()::refresh, POLICY_WATCH));
            parts.push(new PeriodicTask("driver-group-reaper", groups::sweep, LOG_SWEEP));
            LivyRest rest = LivyRest.start(
                    config,
                    new LivyRest.Services(
                            work.sessions(),
                            work.batches(),
                            work.drivers(),
                            tokens,
                            guards.serviceKey(),
                            clock,
                            guards.sqlOnly(),
                            health(config, endpoint.address(), work.pool(), clock),
                            guards.authenticator(),
                            guards.tls()));
            parts.push(rest);
            return new LivyServer(address(config, rest.port()), work.ends(), parts);
        } catch (IOException | RuntimeException e) {
            parts.addLast(folder);
            closeAll(parts, e);
            throw e;
        }
    }

    private static List<AutoCloseable> sweeps(LivyConfig config, DriverServices work) {
        Path state = config.stateDir();
        LogTrimmer logs = new LogTrimmer(List.of(state.resolve("sessions"), state.resolve("batches")), MOST_LOG_BYTES);
        return List.of(
                new PeriodicTask("session-reaper", work.sessions()::sweep, SWEEP),
                new PeriodicTask("batch-reaper", work.batches()::sweep, SWEEP),
                new PeriodicTask("shared-drivers", work.shared()::sweep, SWEEP),
                new PeriodicTask(
                        "warm-pool",
                        () -> work.pool().sweep(work.slots(), work.sessions().isBusy()),
                        SWEEP),
                new PeriodicTask("driver-log-cutter", logs::cut, LOG_SWEEP));
    }

    private static Health health(LivyConfig config, InetSocketAddress driverPort, WarmPool pool, InstantSource clock) {
        Path state = config.stateDir();
        return new Health(
                List.of(
                        ServerChecks.driverPort(driverPort),
                        ServerChecks.stateFolder(state),
                        ServerChecks.disk(state),
                        ServerChecks.warmPool(pool::status),
                        ServerChecks.master(config.driver()::master)),
                clock);
    }

    private static URI address(LivyConfig config, int port) {
        String scheme = config.tls() == null ? "http" : "https";
        return URI.create(scheme + "://" + config.listen().host() + ":" + port);
    }

    private static DriverPlacement place(
            LivyConfig config, DriverLauncher local, InetSocketAddress endpoint, DriverGroups groups)
            throws IOException {
        WorkerPlacementConfig onWorkers = config.driver().onWorkers();
        return onWorkers == null
                ? new ServerPlacement(
                        local, new LocalApplicationLauncher(config.driver(), groups), DriverHttpResources.closed())
                : WorkerPlacement.open(config.driver(), onWorkers, endpoint, config.stateDir());
    }

    /** Where the REST API is. */
    public URI address() {
        return address;
    }

    /** Ends all drivers, then the server itself. */
    @Override
    public void close() throws IOException {
        if (closed.compareAndSet(false, true)) {
            parts.push(() -> endAtOnce(drivers));
            stop();
        }
    }

    /** Closes what listens and leaves drivers and journals as they are, as the death of the process would. */
    void stopServing() throws IOException {
        closed.set(true);
        stop();
    }

    /** Each may take its half minute, and whoever waits for this process has little more than one. */
    private static void endAtOnce(List<AutoCloseable> drivers) throws Exception {
        List<FutureTask<Void>> endings = new ArrayList<>();
        for (AutoCloseable some : drivers) {
            FutureTask<Void> ending = new FutureTask<>(() -> {
                some.close();
                return null;
            });
            new Thread(ending, "drivers-end").start();
            endings.add(ending);
        }
        for (FutureTask<Void> ending : endings) {
            ending.get(CLOSING.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void stop() throws IOException {
        IOException failed = new IOException("the Livy server did not close in order");
        closeAll(parts, failed);
        if (failed.getSuppressed().length > 0) {
            throw failed;
        }
    }

    private static void closeAll(Deque<AutoCloseable> parts, Exception carrier) {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                carrier.addSuppressed(e);
            }
        }
    }
}
