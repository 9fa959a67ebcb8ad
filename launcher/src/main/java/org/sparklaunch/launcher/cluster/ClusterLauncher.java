package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.discovery.ClusterClaim;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.process.ProcessStarter;
import org.sparklaunch.launcher.spark.SparkDaemons;
import org.sparklaunch.launcher.state.EmbeddedZooKeeper;
import org.sparklaunch.launcher.state.LaunchRecord;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

/** Brings a cluster up. */
public final class ClusterLauncher {
    private static final Duration ZOOKEEPER_LIMIT = Duration.ofSeconds(5);

    private final LaunchSettings settings;
    private final ProcessStarter starter;
    private final Progress progress;

    /** A launcher that reports to the given listener. */
    public ClusterLauncher(LaunchSettings settings, ProcessStarter starter, Progress progress) {
        this.settings = settings;
        this.starter = starter;
        this.progress = progress;
    }

    /**
     * Takes the state folder and the discovery path, then starts everything and waits until all of it serves; what failed
     * is unwound before this throws. The caller closes the cluster.
     *
     * @throws org.sparklaunch.discovery.cli.CommandException when it cannot be
     */
    public RunningCluster launch(ClusterSpec spec) throws InterruptedException {
        Unwinding unwinding = new Unwinding();
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

    private RunningCluster launch(ClusterSpec spec, Unwinding unwinding) throws InterruptedException {
        StateFolder state = settings.state();
        Territory territory = new Territory(settings.abortExisting(), progress);
        territory.lock(state);
        unwinding.add(state);
        String zookeeper = zookeeper(state, unwinding);
        LaunchRecord self = LaunchRecord.ofThisProcess(state, spec.path().value(), zookeeper);
        state.write(LaunchRecord.FILE, self.toJson() + "\n");
        unwinding.add(() -> state.delete(LaunchRecord.FILE));
        StatusFile status = new StatusFile(state);
        status.write(List.of());
        unwinding.add(status::delete);
        unwinding.add(() -> state.delete(StateFolder.READY_FILE));
        Discovery discovery = unwinding.add(ZooKeeperDiscovery.connect(zookeeper, ZOOKEEPER_LIMIT));
        ClusterClaim claim = unwinding.add(territory.claim(discovery, spec.path(), self));
        Announcer announcer = instance -> discovery.register(spec.path(), instance);
        List<RunningComponent> components = start(spec, zookeeper, announcer, unwinding);
        return new RunningCluster(components, claim, zookeeper, unwinding, progress, Records.in(state));
    }

    private String zookeeper(StateFolder state, Unwinding unwinding) throws InterruptedException {
        if (settings.zookeeper().isPresent()) {
            return settings.zookeeper().get();
        }
        EmbeddedZooKeeper embedded = unwinding.add(EmbeddedZooKeeper.start(state));
        progress.say("ZooKeeper serves at " + embedded.address());
        return embedded.address();
    }

    /** The master, the Livy server and the tracker boot at once; a worker is of no use before its master serves. */
    private List<RunningComponent> start(ClusterSpec spec, String zookeeper, Announcer announcer, Unwinding unwinding)
            throws InterruptedException {
        StateFolder state = settings.state();
        state.clear("spark/recovery"); // Of an earlier cluster, whose workers are gone.
        Jvm jvm = new Jvm(settings.installation().java(), settings.classData());
        SparkDaemons daemons = new SparkDaemons(settings.spark(), jvm, state, spec.host(), spec.sparkConf());
        OwnServers servers = new OwnServers(settings.installation(), jvm, state, settings.spark(), spec);
        Blueprint blueprint = new Blueprint(spec, settings.spark().version());
        Deadline deadline = new Deadline(System::nanoTime, settings.limit());

        Component masterPlan = blueprint.master(daemons);
        List<Component> workerPlans = blueprint.workers(daemons);
        Optional<Component> livyPlan = blueprint.livy(servers);
        Optional<Component> historyPlan = blueprint.history(daemons);
        Optional<Component> trackerPlan = blueprint.queryTracker(servers, zookeeper);

        Fleet fleet = unwinding.add(new Fleet());
        RunningComponent master = begin(masterPlan, announcer, fleet);
        livyPlan.ifPresent(plan -> begin(plan, announcer, fleet));
        historyPlan.ifPresent(plan -> begin(plan, announcer, fleet));
        trackerPlan.ifPresent(plan -> begin(plan, announcer, fleet));
        await(master, fleet, deadline);
        workerPlans.forEach(plan -> begin(plan, announcer, fleet));
        for (RunningComponent component : fleet.components()) {
            if (component != master) {
                await(component, fleet, deadline);
            }
        }
        return fleet.components();
    }

    private RunningComponent begin(Component plan, Announcer announcer, Fleet fleet) {
        progress.say("starting " + plan.name());
        RunningComponent component = RunningComponent.start(plan, starter, announcer);
        fleet.add(component);
        tellStatus(fleet);
        return component;
    }

    private void tellStatus(Fleet fleet) {
        new StatusFile(settings.state())
                .write(fleet.components().stream().map(RunningComponent::status).toList());
    }

    private void await(RunningComponent component, Fleet fleet, Deadline deadline) throws InterruptedException {
        component.awaitReady(deadline);
        tellStatus(fleet);
        progress.say(component.name() + " serves at " + component.instance().address());
    }
}
