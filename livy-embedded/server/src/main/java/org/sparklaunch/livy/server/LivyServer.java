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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.server.auth.TokenRegistry;
import org.sparklaunch.livy.server.dli.DliPresets;
import org.sparklaunch.livy.server.dli.DliRegistry;
import org.sparklaunch.livy.server.dli.DliSpecs;
import org.sparklaunch.livy.server.driver.endpoint.DriverEndpoint;
import org.sparklaunch.livy.server.driver.launch.DriverGroups;
import org.sparklaunch.livy.server.driver.launch.DriverPlacement;
import org.sparklaunch.livy.server.driver.launch.ServerPlacement;
import org.sparklaunch.livy.server.driver.log.LogTrimmer;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.worker.WorkerPlacement;
import org.sparklaunch.livy.server.health.Health;
import org.sparklaunch.livy.server.health.HealthCheck;
import org.sparklaunch.livy.server.health.ServerChecks;
import org.sparklaunch.livy.server.pool.WarmPool;
import org.sparklaunch.livy.server.request.Oversight;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.livy.server.rest.LivyRest;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.WorkerPlacementConfig;
import org.sparklaunch.metrics.ServerMetrics;

/**
 * A running Livy server. It continues the sessions of an earlier server on the same state folder. {@link #close} ends
 * all sessions and batches. Only when the process dies do drivers stay for the next server.
 */
public final class LivyServer implements AutoCloseable {
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(35);

    /** The time to wait for an earlier server that is closing. */
    private static final Duration PREDECESSOR = CLOSING.plusSeconds(10);

    private static final Duration LOG_SWEEP = Duration.ofSeconds(5);
    private static final long MOST_LOG_BYTES = 16L << 20;

    /** The time between a change of the policy file and its effect, apart from the time to read the file. */
    private static final Duration POLICY_WATCH = Duration.ofSeconds(1);

    private final URI address;
    private final List<AutoCloseable> drivers;
    private final Deque<AutoCloseable> parts;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Takes the services that end drivers, and the resources to close after them. */
    private LivyServer(URI address, List<AutoCloseable> drivers, Deque<AutoCloseable> parts) {
        this.address = address;
        this.drivers = drivers;
        this.parts = parts;
    }

    /** Starts with real drivers and the system's clock. */
    public static LivyServer start(LivyConfig config) throws IOException {
        DriverGroups groups = DriverGroups.ofThisProcess();
        Function<InetSocketAddress, DriverLauncher> launchers =
                endpoint -> ServerPlacement.launcher(config.driver(), endpoint, groups);
        return start(config, launchers, groups, InstantSource.system());
    }

    /** Starts with the drivers of a test. */
    static LivyServer start(
            LivyConfig config, Function<InetSocketAddress, DriverLauncher> launchers, InstantSource clock)
            throws IOException {
        return start(config, launchers, DriverGroups.NONE, clock);
    }

    /** Starts all parts in order; closes those that have started when one fails. */
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
            Security security = Security.read(config, clock);
            DriverPlacement placement = place(config, launchers.apply(endpoint.address()), endpoint.address(), groups);
            parts.addLast(placement);
            ServerMetrics metrics = LivyRest.metrics();
            AuditLog audit = AuditLog.open(config.stateDir(), "livy", clock, metrics::count);
            parts.addLast(audit);
            DriverServices services =
                    DriverServices.open(config, placement, new Oversight(security.policy(), audit), clock);
            // Last of all, when no connection and no sweep can write any more.
            services.releases().forEach(parts::addLast);
            parts.addLast(folder);
            TokenRegistry tokens = TokenRegistry.open(folder.resolve("journal/tokens.jsonl"), clock);
            parts.push(tokens);
            LivyRest.Dli dli = dli(config, folder, services);
            if (dli != null) {
                parts.push(dli.registry());
            }
            endpoint.start(services.directory(), placement.httpResources(), Security.driverPort(config));
            sweeps(config, services).forEach(parts::push);
            parts.push(new PeriodicTask("policy-watch", new PolicyWatch(security.policy(), audit), POLICY_WATCH));
            parts.push(new PeriodicTask("driver-group-reaper", groups::sweep, LOG_SWEEP));
            LivyRest rest = LivyRest.start(
                    config,
                    new LivyRest.Services(
                            services.sessions(),
                            services.batches(),
                            services.drivers(),
                            tokens,
                            security.serviceKey(),
                            clock,
                            security.sqlOnly(),
                            health(config, endpoint.address(), services.pool(), audit, clock),
                            metrics,
                            new LivyRest.CallerChecks(
                                    security.authenticator(), security.local(), security.rules(config.access()), audit),
                            security.tls(),
                            dli));
            parts.push(rest);
            return new LivyServer(address(config, rest.port()), services.ends(), parts);
        } catch (IOException | RuntimeException e) {
            parts.addLast(folder);
            closeAll(parts, e);
            throw e;
        }
    }

    private static LivyRest.@Nullable Dli dli(LivyConfig config, ServerFolder folder, DriverServices services)
            throws IOException {
        if (config.dliPresets() == null) {
            return null;
        }
        DliPresets presets = DliPresets.read(config.dliPresets());
        presets.checkPackages(new SessionFiles(config.driver().allowedFileRoots()));
        DliRegistry registry =
                DliRegistry.open(folder.resolve("journal/dli.jsonl"), application -> switch (application.kind()) {
                    case SESSION ->
                        services.sessions().find(application.number()).isPresent();
                    case BATCH -> services.batches().find(application.number()).isPresent();
                });
        return new LivyRest.Dli(new DliSpecs(presets), registry);
    }

    private static List<AutoCloseable> sweeps(LivyConfig config, DriverServices services) {
        Path state = config.stateDir();
        LogTrimmer logs = new LogTrimmer(List.of(state.resolve("sessions"), state.resolve("batches")), MOST_LOG_BYTES);
        return List.of(
                new PeriodicTask("session-reaper", services.sessions()::sweep, SWEEP),
                new PeriodicTask("batch-reaper", services.batches()::sweep, SWEEP),
                new PeriodicTask("shared-drivers", services.shared()::sweep, SWEEP),
                new PeriodicTask(
                        "warm-pool",
                        () -> services.pool()
                                .sweep(services.slots(), services.sessions().isBusy()),
                        SWEEP),
                new PeriodicTask("driver-log-cutter", logs::cut, LOG_SWEEP));
    }

    private static Health health(
            LivyConfig config, InetSocketAddress driverPort, WarmPool pool, AuditLog audit, InstantSource clock) {
        Path state = config.stateDir();
        return new Health(
                List.of(
                        ServerChecks.driverPort(driverPort),
                        ServerChecks.stateFolder(state),
                        ServerChecks.disk(state),
                        new HealthCheck("audit_log", audit::trouble),
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
                ? ServerPlacement.of(local, config.driver(), groups)
                : WorkerPlacement.open(config.driver(), onWorkers, endpoint, config.stateDir());
    }

    /** Returns the address of the REST API. */
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

    /** Stops listening and leaves drivers and journals as the death of the process would. */
    void stopServing() throws IOException {
        closed.set(true);
        stop();
    }

    /** Runs every periodic task once. */
    void runPeriodicTasks() throws InterruptedException, ExecutionException {
        for (AutoCloseable part : parts) {
            if (part instanceof PeriodicTask task) {
                task.runNow();
            }
        }
    }

    /**
     * Ends all drivers in parallel: each service may take 30 s, and the process that waits for this one allows little
     * more.
     */
    private static void endAtOnce(List<AutoCloseable> drivers) throws Exception {
        List<FutureTask<Void>> endings = new ArrayList<>();
        for (AutoCloseable service : drivers) {
            FutureTask<Void> ending = new FutureTask<>(() -> {
                service.close();
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
        IOException failed = new IOException("cannot close the Livy server completely");
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
