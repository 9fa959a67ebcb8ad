package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.spark.MasterRecovery;
import org.sparklaunch.launcher.spark.SparkDaemons;
import org.sparklaunch.launcher.state.EmbeddedZooKeeper;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

/** Brings a cluster up. */
public final class ClusterLauncher {
    private static final String RECOVERY = "spark/recovery";
    private static final Duration ZOOKEEPER_LIMIT = Duration.ofSeconds(5);

    private final LaunchSettings settings;
    private final ProcessStarter starter;
    private final ProgressListener progress;

    /** A launcher that reports to the given listener. */
    public ClusterLauncher(LaunchSettings settings, ProcessStarter starter, ProgressListener progress) {
        this.settings = settings;
        this.starter = starter;
        this.progress = progress;
    }

    /** Who hears what happens. */
    public ProgressListener progress() {
        return progress;
    }

    /**
     * Takes the state folder and the discovery path, then starts everything and waits until all of it serves; what failed
     * is unwound before this throws. The caller closes the cluster.
     *
     * @throws org.sparklaunch.commands.CommandException when it cannot be
     */
    public RunningCluster launch(ClusterSpec spec) throws InterruptedException {
        CloseStack unwinding = new CloseStack();
        try {
            return launch(spec, unwinding);
        } catch (RuntimeException | InterruptedException e) {
            try {
                unwinding.close();
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    private RunningCluster launch(ClusterSpec spec, CloseStack unwinding) throws InterruptedException {
        StateFolder state = settings.state();
        LaunchLock territory = new LaunchLock(settings.abortExisting(), progress);
        territory.lock(state);
        unwinding.add(state);
        String zookeeper = zookeeper(state, unwinding);
        LaunchIdentity self = LaunchIdentity.ofThisProcess(state, spec.path().value(), zookeeper);
        state.write(LaunchIdentity.FILE, self.toJson() + "\n");
        unwinding.add(() -> state.delete(LaunchIdentity.FILE));
        StatusFile status = new StatusFile(state);
        status.write(List.of());
        unwinding.add(status::delete);
        unwinding.add(() -> state.delete(StateFolder.READY_FILE));
        Discovery discovery = unwinding.add(ZooKeeperDiscovery.connect(zookeeper, ZOOKEEPER_LIMIT));
        ClusterMembership claim = unwinding.add(territory.claim(discovery, spec, self));
        Site site = new Site(zookeeper, discovery, claim);
        List<RunningComponent> components = start(spec, site, unwinding);
        return new RunningCluster(components, claim, zookeeper, unwinding, progress, StateFiles.in(state));
    }

    /** Where a launch has its place: which servers, through which connection, by which right. */
    private record Site(String zookeeper, Discovery discovery, ClusterMembership claim) {}

    private String zookeeper(StateFolder state, CloseStack unwinding) throws InterruptedException {
        if (settings.zookeeper().isPresent()) {
            return settings.zookeeper().get();
        }
        EmbeddedZooKeeper embedded = unwinding.add(EmbeddedZooKeeper.start(state));
        progress.say("ZooKeeper serves at " + embedded.address());
        return embedded.address();
    }

    /** The master, the Livy server and the tracker boot at once; a worker is of no use before its master serves. */
    private List<RunningComponent> start(ClusterSpec spec, Site site, CloseStack unwinding)
            throws InterruptedException {
        StateFolder state = settings.state();
        Jvm jvm = new Jvm(settings.installation().java(), settings.classData());
        SparkDaemons daemons = new SparkDaemons(settings.spark(), jvm, state, spec.host(), spec.sparkConf());
        ServerProcesses servers = new ServerProcesses(settings.installation(), jvm, state, settings.spark(), spec);
        ComponentPlan blueprint = new ComponentPlan(spec, settings.spark().version());
        Optional<MasterPlan> own = blueprint.master();
        MasterAddresses masters = own.map(MasterPlan::asMasters).orElseGet(() -> find(spec, site, unwinding));

        List<Component> plans = new ArrayList<>();
        own.ifPresent(plan -> plans.add(master(plan, spec, daemons, site, unwinding)));
        List<Component> workerPlans = blueprint.workers(daemons, masters);
        blueprint.livy(servers, masters).ifPresent(plans::add);
        blueprint.history(daemons).ifPresent(plans::add);
        blueprint.queryTracker(servers, site.zookeeper).ifPresent(plans::add);

        Announcer announcer = instance -> site.discovery.register(spec.path(), instance);
        Deadline deadline = new Deadline(System::nanoTime, settings.limit());
        Components fleet = unwinding.add(new Components());
        plans.forEach(plan -> begin(plan, announcer, fleet));
        if (own.isPresent()) {
            await(fleet.components().get(0), fleet, deadline); // The master is the first in the order of dependence.
        }
        workerPlans.forEach(plan -> begin(plan, announcer, fleet));
        for (RunningComponent component : fleet.components()
                .subList(own.isPresent() ? 1 : 0, fleet.components().size())) {
            await(component, fleet, deadline);
        }
        return fleet.components();
    }

    private Component master(MasterPlan plan, ClusterSpec spec, SparkDaemons daemons, Site site, CloseStack unwinding) {
        StateFolder state = settings.state();
        if (!spec.role().joins()) {
            state.clear(RECOVERY); // Of an earlier cluster, whose workers are gone.
            return plan.alone(daemons, MasterRecovery.inFolder(state.folder(RECOVERY)));
        }
        MasterElectionMember candidacy =
                unwinding.add(MasterElectionMember.begin(site.discovery, spec.path(), site.claim, progress));
        return plan.amongOthers(
                daemons, MasterRecovery.inZooKeeper(site.zookeeper, spec.path().recovery()), candidacy);
    }

    private MasterAddresses find(ClusterSpec spec, Site site, CloseStack unwinding) {
        progress.say("looking for a master under " + spec.path());
        DiscoveredMasters found =
                unwinding.add(DiscoveredMasters.await(site.discovery, spec.path(), settings.state(), settings.limit()));
        String version = settings.spark().version();
        if (!found.version().equals(version)) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "The cluster under " + spec.path() + " runs Spark " + found.version() + " and this machine has "
                            + version + " in " + settings.spark().root()
                            + "; all machines of a cluster need the same version");
        }
        return found;
    }

    private void begin(Component plan, Announcer announcer, Components fleet) {
        progress.say("starting " + plan.name());
        fleet.add(RunningComponent.start(plan, starter, announcer));
        tellStatus(fleet);
    }

    private void tellStatus(Components fleet) {
        new StatusFile(settings.state())
                .write(fleet.components().stream().map(RunningComponent::status).toList());
    }

    private void await(RunningComponent component, Components fleet, Deadline deadline) throws InterruptedException {
        component.awaitReady(deadline);
        tellStatus(fleet);
        progress.say(component.name() + " serves at " + component.instance().address());
    }
}
