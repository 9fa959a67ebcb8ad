package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.AuthenticationFile;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.platform.process.ParentProcess;
import org.sparklaunch.querytracker.QueryTracker;
import org.sparklaunch.querytracker.TrackerConfig;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.livy.DiscoveredLivy;
import org.sparklaunch.querytracker.livy.KnownClusters;
import org.sparklaunch.querytracker.livy.LivyCredentials;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.token.TokenLifetime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code query-tracker serve}: runs a tracker until a signal. */
@Command(
        name = "serve",
        description = "Runs the query tracker until Ctrl-C or SIGTERM. Queries continue after the next start.",
        footer = {
            "%nExamples:",
            "  query-tracker serve --announce",
            "  query-tracker serve --host 0.0.0.0 --authentication-file authentication.json --row-limit 50000"
        })
final class ServeCommand implements Callable<Integer> {
    /** How often the progress of a running query is stored. Its end is stored at once. */
    private static final Duration STATEMENT_WAIT = Duration.ofSeconds(1);

    @Mixin
    private ZooKeeperOptions cluster = new ZooKeeperOptions();

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "Address to listen on (${DEFAULT-VALUE}).")
    private String host = "";

    @Option(
            names = "--port",
            defaultValue = "8999",
            description = "Port to listen on, 0 for any free one (${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--insecure",
            description =
                    "Allow an address that other machines can reach without authentication. Every caller can then act"
                            + " as any user.")
    private boolean insecure;

    @Option(
            names = "--local-users",
            description =
                    "Serve all accounts of this machine without a password, each as itself: the kernel knows which"
                            + " account opened a connection. Without it, and without --authentication-file, the tracker"
                            + " serves only its own account and root.")
    private boolean localUsers;

    @Option(
            names = "--allowed-host",
            paramLabel = "HOST",
            split = ",",
            description =
                    "Further names by which clients reach this tracker, such as that of a reverse proxy, separated by"
                            + " commas. Requests that name another host are refused.")
    private List<String> allowedHosts = List.of();

    @Option(
            names = "--authentication-file",
            paramLabel = "FILE",
            description =
                    "How users authenticate: passwords, JWT, LDAP or a trusted proxy; default: without authentication.")
    private @Nullable Path authenticationFile;

    @Option(
            names = "--policy-file",
            paramLabel = "FILE",
            description = "Policy file of the cluster, for its rules on access control objects for"
                    + " queries; a change takes effect within 5 seconds.")
    private @Nullable Path policyFile;

    @Option(
            names = "--service-key-file",
            paramLabel = "FILE",
            description = "File with the key that lets this tracker register tokens; default: tracker-key in the state"
                    + " folder of a launch.")
    private @Nullable Path serviceKeyFile;

    @Option(
            names = "--session-idle-timeout",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "Time after which an idle session ends (${DEFAULT-VALUE}).")
    private Duration sessionIdleTimeout = Duration.ZERO;

    @Option(
            names = "--token-ttl",
            paramLabel = "TIME",
            defaultValue = "20m",
            description = "Time after its last refresh at which a session's token expires (${DEFAULT-VALUE}).")
    private Duration tokenTtl = Duration.ZERO;

    @Option(
            names = "--token-refresh",
            paramLabel = "TIME",
            defaultValue = "10m",
            description = "How often the token of a session is refreshed (${DEFAULT-VALUE}).")
    private Duration tokenRefresh = Duration.ZERO;

    @Option(
            names = "--row-limit",
            defaultValue = "10000",
            description = "Largest number of rows of a result (${DEFAULT-VALUE}).")
    private int rowLimit;

    @Option(
            names = "--result-retention",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "How long results are kept after their query ended (${DEFAULT-VALUE}).")
    private Duration resultRetention = Duration.ZERO;

    @Option(
            names = "--results-dir",
            paramLabel = "FOLDER",
            description = "Folder where drivers write full results, as in the cluster's setting"
                    + " spark.sparkLaunch.fullResults.dir; default: query-tracker/results in the state folder.")
    private @Nullable Path resultsDir;

    @Option(
            names = "--max-concurrent-queries",
            defaultValue = "64",
            description =
                    "Largest number of queries that run or wait for a session (${DEFAULT-VALUE}); others stay pending.")
    private int concurrent;

    @Option(
            names = "--livy-url",
            paramLabel = "URL",
            description =
                    "Livy server of the tracker's own cluster; default: the one announced under --discovery-path.")
    private @Nullable URI livyUrl;

    @Option(
            names = "--other-cluster",
            paramLabel = "PATH",
            split = ",",
            description =
                    "Discovery paths of other clusters that queries may name, separated by commas; a path that ends with"
                            + " * allows all that begin so; default: none.")
    private Set<String> otherClusters = Set.of();

    @Option(
            names = "--allow-unverified-users",
            description = "Also use Livy servers that verify no tokens, such as a stock Livy.")
    private boolean allowUnverifiedUsers;

    @Option(names = "--announce", description = "Announce this tracker under the discovery path, as spark-launch does.")
    private boolean announce;

    @Option(
            names = "--zookeeper-digest-file",
            paramLabel = "FILE",
            description =
                    "File with user:password of ZooKeeper's digest scheme, for --announce; default: zookeeper-digest in the"
                            + " state folder of a launch.")
    private @Nullable Path zookeeperDigestFile;

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
        Discovery discovery = announce ? cluster.connectToWrite(zookeeperDigestFile) : cluster.connect();
        QueryTracker tracker;
        try {
            tracker = QueryTracker.start(
                    config,
                    new DiscoveredLivy(discovery, clusters(), config.livy(), trust),
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
        // Signals and the end of the parent process both run the shutdown hooks, so everything is closed there.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(tracker, discovery), "shutdown"));
        spec.commandLine().getOut().println("Query tracker listening on " + url);
        awaitParent();
        return ExitCode.DONE.code();
    }

    private KnownClusters clusters() {
        return new KnownClusters(cluster.discoveryPath(), Optional.ofNullable(livyUrl), otherClusters);
    }

    /** The shutdown hooks close the tracker. Its supervisor, such as spark-launch, starts it again. */
    private static void stop() {
        System.exit(ExitCode.FAILED.code());
    }

    /** Sessions that end with the tracker are found through discovery, which is therefore closed last. */
    private static void close(QueryTracker tracker, Discovery discovery) {
        tracker.close();
        discovery.close();
    }

    private TrackerConfig config() throws IOException {
        if (rowLimit < 1 || concurrent < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--row-limit and --max-concurrent-queries must be at least 1");
        }
        if (localUsers && (insecure || authenticationFile != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--local-users cannot be combined with --insecure or --authentication-file; leave one of them out");
        }
        try {
            return new TrackerConfig(
                    new ListenAddress(host, port, tls.keyStore(), allowedHosts),
                    insecure ? Admission.EVERYONE : localUsers ? Admission.LOCAL_USERS : Admission.OWN_ACCOUNT,
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
            throw new CommandException(ExitCode.FAILED, "cannot read the service key from " + file + ": " + e, e);
        }
    }

    /** Returns when standard input ends, if that was requested; otherwise a signal ends the process. */
    private void awaitParent() throws InterruptedException {
        if (!exitWithParent) {
            new CountDownLatch(1).await();
        }
        ParentProcess.awaitEnd();
    }
}
