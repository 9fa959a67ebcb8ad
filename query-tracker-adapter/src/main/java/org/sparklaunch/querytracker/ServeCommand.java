package org.sparklaunch.querytracker;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.AuthenticationFile;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.livy.DiscoveredLivy;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.query.QueryLimits;
import org.sparklaunch.querytracker.token.TokenLifetime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code query-tracker serve}: runs until it is told to end. */
@Command(name = "serve", description = "Runs the query tracker until Ctrl-C or SIGTERM; queries survive its end.")
final class ServeCommand implements Callable<Integer> {
    /** As often a running query's progress is written down; its end is told at once. */
    private static final Duration STATEMENT_WAIT = Duration.ofSeconds(1);

    @Mixin
    private ZooKeeperOptions cluster = new ZooKeeperOptions();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(names = "--port", defaultValue = "8999", description = "Port, 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--insecure",
            description = "Listen where other machines can reach it, though everybody can be any user there.")
    private boolean insecure;

    @Option(
            names = "--authentication-file",
            paramLabel = "FILE",
            description =
                    "How users prove who they are: passwords, JWT, LDAP or a trusted proxy; default: they need not.")
    private @Nullable Path authenticationFile;

    @Option(
            names = "--policy-file",
            paramLabel = "FILE",
            description = "The cluster's policy file, for its rules on access control objects: who may do what with"
                    + " queries of others; a change counts within 5 seconds.")
    private @Nullable Path policyFile;

    @Option(
            names = "--service-key-file",
            paramLabel = "FILE",
            description =
                    "Key by which the Livy server accepts tokens of this tracker; default: tracker-key in the state"
                            + " folder of a launch.")
    private @Nullable Path serviceKeyFile;

    @Option(
            names = "--session-idle-timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "A session unused so long ends (${DEFAULT-VALUE}).")
    private Duration sessionIdleTimeout = Duration.ZERO;

    @Option(
            names = "--token-ttl",
            paramLabel = "TIME",
            defaultValue = "20m",
            converter = DurationConverter.class,
            description = "A session's token lapses so long after its last refresh (${DEFAULT-VALUE}).")
    private Duration tokenTtl = Duration.ZERO;

    @Option(
            names = "--token-refresh",
            paramLabel = "TIME",
            defaultValue = "10m",
            converter = DurationConverter.class,
            description = "A live session's token is refreshed that often (${DEFAULT-VALUE}).")
    private Duration tokenRefresh = Duration.ZERO;

    @Option(names = "--row-limit", defaultValue = "10000", description = "Most rows of a result (${DEFAULT-VALUE}).")
    private int rowLimit;

    @Option(
            names = "--result-retention",
            paramLabel = "TIME",
            defaultValue = "7d",
            converter = DurationConverter.class,
            description = "Results are kept so long after their query's end (${DEFAULT-VALUE}).")
    private Duration resultRetention = Duration.ZERO;

    @Option(
            names = "--results-dir",
            paramLabel = "FOLDER",
            description = "Where drivers write full results, the folder of the cluster's setting"
                    + " spark.sparkLaunch.fullResults.dir; default: query-tracker/results in the state folder.")
    private @Nullable Path resultsDir;

    @Option(
            names = "--max-concurrent-queries",
            defaultValue = "64",
            description = "Queries that run or wait for a session at one time (${DEFAULT-VALUE}); others stay pending.")
    private int concurrent;

    @Option(
            names = "--allow-unverified-users",
            description = "Use Livy servers that verify no tokens, such as a stock Livy, too.")
    private boolean allowUnverifiedUsers;

    @Option(names = "--announce", description = "Announce this tracker under the discovery path; spark-launch does.")
    private boolean announce;

    @Option(names = "--exit-with-parent", description = "End when standard input ends.")
    private boolean exitWithParent;

    @Mixin
    private TrackerTlsOptions tls = new TrackerTlsOptions();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, IOException {
        TrackerConfig config = config();
        SSLContext trust = tls.trust(config.listen().tls());
        Discovery discovery = cluster.connect();
        QueryTracker tracker;
        try {
            tracker = QueryTracker.start(
                    config,
                    new DiscoveredLivy(discovery, config.livy(), trust),
                    InstantSource.system(),
                    ServeCommand::stop);
        } catch (RuntimeException | InterruptedException e) {
            discovery.close();
            throw e;
        }
        String url = config.listen().url(tracker.port());
        if (announce) {
            discovery.register(cluster.discoveryPath(), new ServiceInstance(ServiceType.QUERY_TRACKER, "1", url));
        }
        // Signals and the end of the parent both end the JVM by way of its hooks, so that is where all is closed.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(tracker, discovery), "shutdown"));
        spec.commandLine().getOut().println("Query tracker listening on " + url);
        awaitParent();
        return ExitCode.DONE.code();
    }

    /** Its hooks close what there is; whoever started it, such as spark-launch, starts it again. */
    private static void stop() {
        System.exit(ExitCode.FAILED.code());
    }

    /** The sessions that end with the tracker are found through discovery, which therefore ends last. */
    private static void close(QueryTracker tracker, Discovery discovery) {
        tracker.close();
        discovery.close();
    }

    private TrackerConfig config() throws IOException {
        if (rowLimit < 1 || concurrent < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--row-limit and --max-concurrent-queries must be at least 1");
        }
        try {
            return new TrackerConfig(
                    new ListenAddress(host, port, tls.keyStore()),
                    insecure,
                    authenticationFile == null
                            ? null
                            : AuthenticationFile.read(authenticationFile, InstantSource.system()),
                    policyFile,
                    cluster.stateDir().resolve("query-tracker"),
                    resultsDir == null ? cluster.stateDir().resolve("query-tracker/results") : resultsDir,
                    database.config(),
                    new LivyCredentials(serviceKey(), allowUnverifiedUsers),
                    new TokenLifetime(tokenTtl, tokenRefresh),
                    sessionIdleTimeout,
                    new QueryLimits(cluster.discoveryPath(), rowLimit, concurrent, STATEMENT_WAIT, resultRetention),
                    System.getProperty("user.name"));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private @Nullable ServiceKey serviceKey() {
        Path file = serviceKeyFile == null ? cluster.stateDir().resolve("tracker-key") : serviceKeyFile;
        if (serviceKeyFile == null && Files.notExists(file)) {
            return null;
        }
        try {
            return ServiceKey.read(file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "Cannot read the service key from " + file + ": " + e, e);
        }
    }

    /** Returns when standard input ends, if that is asked for; else a signal ends the process. */
    private void awaitParent() throws InterruptedException {
        if (!exitWithParent) {
            new CountDownLatch(1).await();
        }
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe is an end like any other.
        }
    }
}
