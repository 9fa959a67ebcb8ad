package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sparklaunch.authentication.accounts.PortGuard;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.MetastoreSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.spark.MasterRecovery;
import org.sparklaunch.launcher.spark.MetastoreDaemon;
import org.sparklaunch.launcher.spark.SparkDaemons;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.state.DataFolder;
import org.sparklaunch.launcher.state.EmbeddedZooKeeper;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

/** Starts a cluster. */
public final class ClusterLauncher {
    private static final String RECOVERY = "spark/recovery";
    private static final Duration ZOOKEEPER_LIMIT = Duration.ofSeconds(5);

    private final LaunchSettings settings;
    private final ProcessStarter starter;
    private final ProgressListener progress;

    /** Creates a launcher that reports to the listener. */
    public ClusterLauncher(LaunchSettings settings, ProcessStarter starter, ProgressListener progress) {
        this.settings = settings;
        this.starter = starter;
        this.progress = progress;
    }

    /** Returns the listener. */
    public ProgressListener progress() {
        return progress;
    }

    /**
     * Locks the state folder and the discovery path, then starts all components and waits until they are ready. After a
     * failure everything is closed again before this throws. The caller closes the cluster.
     *
     * @throws org.sparklaunch.commands.CommandException when the cluster cannot start
     */
    public RunningCluster launch(ClusterSpec spec) throws InterruptedException {
        CloseStack closing = new CloseStack();
        try {
            return launch(spec, closing);
        } catch (RuntimeException | InterruptedException e) {
            try {
                closing.close();
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private RunningCluster launch(ClusterSpec spec, CloseStack closing) throws InterruptedException {
        StateFolder state = settings.state();
        LaunchLock lock = new LaunchLock(settings.abortExisting(), progress);
        lock.lock(state);
        closing.add(state);
        String zookeeper = zookeeper(spec, state, closing);
        LaunchIdentity self = LaunchIdentity.ofThisProcess(state, spec.path().value(), zookeeper);
        state.write(LaunchIdentity.FILE, self.toJson() + "\n");
        closing.add(() -> state.delete(LaunchIdentity.FILE));
        StatusFile status = new StatusFile(state);
        status.write(List.of());
        closing.add(status::delete);
        closing.add(() -> state.delete(StateFolder.READY_FILE));
        SparkSecurity security = settings.secrets().spark(spec, settings.spark().version(), state);
        Discovery discovery = closing.add(connect(zookeeper, spec, security));
        ClusterMembership membership = closing.add(lock.join(discovery, spec, self));
        lockData(spec, lock, self, closing);
        Site site = new Site(zookeeper, discovery, membership, security);
        List<RunningComponent> components = start(spec, site, closing);
        return new RunningCluster(components, membership, zookeeper, closing, progress, StateFiles.in(state));
    }

    /** Several launches may use one database server, but not one catalog in a folder. */
    private static void lockData(ClusterSpec spec, LaunchLock lock, LaunchIdentity self, CloseStack closing)
            throws InterruptedException {
        if (spec.metastore().orElse(null) instanceof MetastoreSpec.Own own
                && own.database().isEmpty()) {
            lock.lock(closing.add(DataFolder.open(own.dataDir())), self);
        }
    }

    /** The launch's place in its cluster: ZooKeeper's servers, a connection to them, the membership, and the common secret. */
    private record Site(String zookeeper, Discovery discovery, ClusterMembership membership, SparkSecurity security) {}

    private Discovery connect(String zookeeper, ClusterSpec spec, SparkSecurity security) {
        boolean embedded = settings.zookeeper().isEmpty();
        return settings.secrets()
                .zookeeper(security)
                .map(credentials -> {
                    // For a tracker that announces itself beside the launch.
                    settings.state().write(ZooKeeperOptions.DIGEST_FILE, credentials.text() + "\n");
                    return ZooKeeperDiscovery.connect(
                            zookeeper,
                            ZOOKEEPER_LIMIT,
                            new ZooKeeperDiscovery.Writer(credentials, spec.path(), embedded));
                })
                .orElseGet(() -> ZooKeeperDiscovery.connect(zookeeper, ZOOKEEPER_LIMIT));
    }

    private String zookeeper(ClusterSpec spec, StateFolder state, CloseStack closing) throws InterruptedException {
        if (settings.zookeeper().isPresent()) {
            return settings.zookeeper().get();
        }
        EmbeddedZooKeeper embedded = closing.add(EmbeddedZooKeeper.start(state, guard(spec)));
        progress.report("ZooKeeper is ready at " + embedded.address());
        return embedded.address();
    }

    /** Other accounts that the launch serves find it in ZooKeeper. */
    private static PortGuard guard(ClusterSpec spec) {
        return spec.livy().filter(LivySpec::servesOtherAccounts).isPresent()
                ? PortGuard.everyone()
                : PortGuard.ofOwnAccount("ZooKeeper");
    }

    /** The master, the Livy server and the tracker start together. Workers start once their master is ready. */
    private List<RunningComponent> start(ClusterSpec spec, Site site, CloseStack closing) throws InterruptedException {
        StateFolder state = settings.state();
        Jvm jvm = new Jvm(settings.installation().java(), settings.classData());
        SparkSecurity security = site.security;
        SparkDaemons daemons =
                new SparkDaemons(settings.spark(), jvm, state, spec.host(), daemonSettings(spec, security));
        ServerProcesses servers = new ServerProcesses(
                settings.installation(), jvm, state, new SecuredSpark(settings.spark(), security), spec);
        ComponentPlan plans = new ComponentPlan(spec, settings.spark().version(), security.pagePassword());
        Optional<MasterPlan> own = plans.master();
        MasterAddresses masters = own.map(MasterPlan::asMasters).orElseGet(() -> find(spec, site, closing));

        List<Component> first = new ArrayList<>();
        own.ifPresent(plan -> first.add(master(plan, spec, daemons, site, closing)));
        List<Component> workerPlans = plans.workers(daemons, masters);
        plans.metastore(() -> metastoreDaemon(jvm), security).ifPresent(first::add);
        plans.livy(servers, masters).ifPresent(first::add);
        plans.history(daemons).ifPresent(first::add);
        plans.queryTracker(servers, site.zookeeper).ifPresent(first::add);

        Announcer announcer = instance -> site.discovery.register(spec.path(), instance);
        Deadline deadline = new Deadline(System::nanoTime, settings.limit());
        Components components = closing.add(new Components());
        first.forEach(plan -> start(plan, announcer, components));
        if (own.isPresent()) {
            await(
                    components.components().get(0),
                    components,
                    deadline); // The master comes first, since everything depends on it.
        }
        workerPlans.forEach(plan -> start(plan, announcer, components));
        for (RunningComponent component : components
                .components()
                .subList(own.isPresent() ? 1 : 0, components.components().size())) {
            await(component, components, deadline);
        }
        return components.components();
    }

    private MetastoreDaemon metastoreDaemon(Jvm jvm) {
        return new MetastoreDaemon(
                settings.spark(), jvm, settings.state(), settings.installation().metastoreJars());
    }

    private Map<String, String> daemonSettings(ClusterSpec spec, SparkSecurity security) {
        Map<String, String> settings = new TreeMap<>(security.forDaemons(spec.sparkConf()));
        settings.putIfAbsent("spark.local.dir", LocalFolder.open(this.settings.localDir(), this.settings.state()));
        return settings;
    }

    private Component master(MasterPlan plan, ClusterSpec spec, SparkDaemons daemons, Site site, CloseStack closing) {
        StateFolder state = settings.state();
        if (!spec.role().joins()) {
            state.clear(RECOVERY); // It holds workers of an earlier cluster, which have ended.
            return plan.alone(daemons, MasterRecovery.inFolder(state.folder(RECOVERY)));
        }
        MasterElectionMember member =
                closing.add(MasterElectionMember.join(site.discovery, spec.path(), site.membership, progress));
        return plan.amongOthers(
                daemons, MasterRecovery.inZooKeeper(site.zookeeper, spec.path().recovery()), member);
    }

    private MasterAddresses find(ClusterSpec spec, Site site, CloseStack closing) {
        progress.report("looking for a master under " + spec.path());
        DiscoveredMasters found =
                closing.add(DiscoveredMasters.await(site.discovery, spec.path(), settings.state(), settings.limit()));
        String version = settings.spark().version();
        if (!found.version().equals(version)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the cluster under " + spec.path() + " runs Spark " + found.version() + ", but this machine has "
                            + version + " in " + settings.spark().root()
                            + "; all machines of a cluster need the same version");
        }
        return found;
    }

    private void start(Component plan, Announcer announcer, Components components) {
        progress.report("starting " + plan.name());
        components.add(RunningComponent.start(plan, starter, announcer));
        writeStatus(components);
    }

    private void writeStatus(Components components) {
        new StatusFile(settings.state())
                .write(components.components().stream()
                        .map(RunningComponent::status)
                        .toList());
    }

    private void await(RunningComponent component, Components components, Deadline deadline)
            throws InterruptedException {
        component.awaitReady(deadline);
        writeStatus(components);
        progress.report(
                component.name() + " is ready at " + component.instance().address());
    }
}
