package org.sparklaunch.livy.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.AuthenticationFile;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.livy.protocol.FullResultSettings;
import org.sparklaunch.livy.server.auth.ServiceKey;
import org.sparklaunch.livy.server.auth.TokenRegistry;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.config.ConfigException;
import org.sparklaunch.livy.server.config.LivyConfig;
import org.sparklaunch.livy.server.config.LivyConfig.TlsConfig;
import org.sparklaunch.livy.server.config.WorkerPlacementConfig;
import org.sparklaunch.livy.server.driver.DriverEndpoint;
import org.sparklaunch.livy.server.driver.DriverGroups;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverLogs;
import org.sparklaunch.livy.server.driver.DriverPlacement;
import org.sparklaunch.livy.server.driver.LocalApplicationLauncher;
import org.sparklaunch.livy.server.driver.Reception;
import org.sparklaunch.livy.server.driver.ServerPlacement;
import org.sparklaunch.livy.server.driver.SparkDriverLauncher;
import org.sparklaunch.livy.server.driver.worker.WorkerPlacement;
import org.sparklaunch.livy.server.health.Health;
import org.sparklaunch.livy.server.health.ServerChecks;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.pool.WarmPool;
import org.sparklaunch.livy.server.rest.LivyRest;
import org.sparklaunch.livy.server.session.DriverSupply;
import org.sparklaunch.livy.server.session.SessionManager;
import org.sparklaunch.livy.server.session.SessionReaper;
import org.sparklaunch.livy.server.session.Slots;
import org.sparklaunch.livy.server.session.SqlOnly;
import org.sparklaunch.livy.server.shared.SharedDrivers;

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
            ServiceKey serviceKey = ServiceKey.read(config.serviceKeyFile());
            DriverEndpoint endpoint = bindEndpoint(config.driver().endpoint(), folder.resolve("driver-port"));
            parts.push(endpoint);
            TlsKeyStore tls = keyStore(config.tls());
            Authenticator authenticator = authenticator(config.authenticationFile(), clock);
            PolicyFile policy = PolicyFile.open(config.policyFile(), ownFiles(config));
            Slots slots = new Slots(config.session().max());
            DriverPlacement placement = place(config, launchers.apply(endpoint.address()), endpoint.address(), groups);
            parts.addLast(placement);
            WarmPool pool = WarmPool.open(config, placement.sessions(), clock);
            SharedDrivers shared = SharedDrivers.open(config, placement.sessions(), clock);
            SessionManager sessions = SessionManager.open(
                    config, new DriverSupply(placement.sessions(), pool, shared), clock, slots, policy);
            slots.count(shared::used);
            slots.count(shared);
            slots.count(pool);
            pool.recover(drivers(sessions, shared));
            Batches batches = Batches.open(config, placement.applications(), clock, slots);
            // Last of all, when no connection and no sweep can write any more.
            parts.addLast(sessions::release);
            parts.addLast(pool::release);
            parts.addLast(shared::release);
            parts.addLast(batches::release);
            parts.addLast(folder);
            TokenRegistry tokens = TokenRegistry.open(config.stateDir().resolve("journal/tokens.jsonl"), clock);
            parts.push(tokens);
            endpoint.start(sessions.or(shared).or(pool), placement.reception());
            parts.push(new SessionReaper("session-reaper", sessions::sweep, SWEEP));
            parts.push(new SessionReaper("batch-reaper", batches::sweep, SWEEP));
            parts.push(new SessionReaper("policy-watch", policy::refresh, POLICY_WATCH));
            parts.push(new SessionReaper("warm-pool", () -> pool.sweep(slots, sessions.isBusy()), SWEEP));
            parts.push(new SessionReaper("shared-drivers", shared::sweep, SWEEP));
            parts.push(new SessionReaper("driver-log-cutter", driverLogs(config)::cut, LOG_SWEEP));
            parts.push(new SessionReaper("driver-group-reaper", groups::sweep, LOG_SWEEP));
            LivyRest rest = LivyRest.start(
                    config,
                    new LivyRest.Services(
                            sessions,
                            batches,
                            new LivyRest.Drivers(pool::status, shared::status, slots),
                            tokens,
                            serviceKey,
                            new SqlOnly(policy),
                            health(config, endpoint.address(), pool, clock),
                            authenticator,
                            tls));
            parts.push(rest);
            return new LivyServer(address(config, rest.port()), List.of(sessions, batches, shared, pool), parts);
        } catch (IOException | RuntimeException e) {
            parts.addLast(folder);
            closeAll(parts, e);
            throw e;
        }
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

    private static @Nullable TlsKeyStore keyStore(@Nullable TlsConfig tls) {
        try {
            return tls == null ? null : TlsKeyStore.read(tls.keyStore(), tls.passwordFile());
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** The names of all drivers that somebody has: none of them is warm any more. */
    private static Set<String> drivers(SessionManager sessions, SharedDrivers shared) {
        return Stream.concat(sessions.drivers().stream(), shared.names().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static DriverLogs driverLogs(LivyConfig config) {
        Path state = config.stateDir();
        return new DriverLogs(List.of(state.resolve("sessions"), state.resolve("batches")), MOST_LOG_BYTES);
    }

    private static DriverPlacement place(
            LivyConfig config, DriverLauncher local, InetSocketAddress endpoint, DriverGroups groups)
            throws IOException {
        WorkerPlacementConfig onWorkers = config.driver().onWorkers();
        return onWorkers == null
                ? new ServerPlacement(local, new LocalApplicationLauncher(config.driver(), groups), Reception.closed())
                : WorkerPlacement.open(config.driver(), onWorkers, endpoint, config.stateDir());
    }

    private static @Nullable Authenticator authenticator(@Nullable Path file, InstantSource clock) {
        try {
            return file == null ? null : AuthenticationFile.read(file, clock);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** What no policy may open to a session: journals, outputs, results, logs, secrets, the policy itself. */
    private static List<Path> ownFiles(LivyConfig config) {
        Stream<Path> files = Stream.of(
                        config.stateDir(), config.serviceKeyFile(), config.policyFile(), config.authenticationFile())
                .flatMap(Stream::ofNullable);
        Stream<Path> keys =
                Stream.ofNullable(config.tls()).flatMap(tls -> Stream.of(tls.keyStore(), tls.passwordFile()));
        Stream<Path> results = Stream.ofNullable(config.driver().sparkConf().get(FullResultSettings.FOLDER))
                .map(Path::of);
        return Stream.of(files, keys, results, config.privateFolders().stream())
                .flatMap(paths -> paths)
                .toList();
    }

    /** Drivers know the port by number, so a restarted server must have the same one again. */
    private static DriverEndpoint bindEndpoint(LivyConfig.Address wanted, Path kept) throws IOException {
        int port = wanted.port();
        if (port == 0 && Files.exists(kept)) {
            port = Integer.parseInt(Files.readString(kept).strip());
        }
        try {
            DriverEndpoint endpoint = DriverEndpoint.bind(wanted.host(), port);
            Files.writeString(kept, Integer.toString(endpoint.address().getPort()));
            return endpoint;
        } catch (BindException e) {
            throw new IOException(
                    "drivers call this server at " + wanted.host() + ":" + port + ", which is taken (" + e.getMessage()
                            + "); end what holds it, or remove " + kept + " and lose the drivers that call there",
                    e);
        }
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
