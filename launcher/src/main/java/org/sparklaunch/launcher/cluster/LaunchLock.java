package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.PathInUseException;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.state.DataFolder;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;

/** Reserves the state folder and the discovery path for one launch, and takes them from another launch on request. */
final class LaunchLock {
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    /** The membership of a killed launch remains until ZooKeeper ends its session. */
    private static final Duration STALE_LIMIT = ZooKeeperDiscovery.SESSION_TIMEOUT.plusSeconds(5);

    private static final String ADVICE = "; use that one, or --abort-existing to end it, or ";

    private final boolean abortExisting;
    private final ProgressListener progress;

    LaunchLock(boolean abortExisting, ProgressListener progress) {
        this.abortExisting = abortExisting;
        this.progress = progress;
    }

    void lock(StateFolder state) throws InterruptedException {
        if (state.tryLock()) {
            return;
        }
        Optional<LaunchIdentity> other = LaunchIdentity.read(state);
        String holder = other.map(LaunchIdentity::describe).orElse("another spark-launch, which is starting");
        if (!abortExisting || other.isEmpty()) {
            String where = state.read(StateFolder.READY_FILE)
                    .map(ready -> " (" + ready.strip() + ")")
                    .orElse("");
            throw new CommandException(
                    ExitCode.FAILED,
                    "the state folder " + state + " is in use by " + holder + where + ADVICE + "another --state-dir");
        }
        end(other.get());
        if (!state.tryLock()) {
            throw new CommandException(
                    ExitCode.FAILED, "the state folder " + state + " is still in use after " + holder + " ended");
        }
    }

    /** Locks the catalog in a data folder. */
    void lock(DataFolder data, LaunchIdentity self) throws InterruptedException {
        if (data.tryLock(self)) {
            return;
        }
        // The machine of another launch knows its process; the folder may be on a file system that machines share.
        Optional<LaunchIdentity> other = data.holder()
                .filter(holder -> !holder.onThisMachine() || holder.process().isPresent());
        String holder = other.map(LaunchIdentity::describe).orElse("another spark-launch, which is starting");
        if (!abortExisting || other.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "the tables in " + data + " are in use by " + holder + ADVICE + "another --data-dir, or --metastore"
                            + " none to start without tables");
        }
        refuseElsewhere(other.get());
        end(other.get());
        if (!data.tryLock(self)) {
            throw new CommandException(
                    ExitCode.FAILED, "the data folder " + data + " is still in use after " + holder + " ended");
        }
    }

    ClusterMembership join(Discovery discovery, ClusterSpec spec, LaunchIdentity self) throws InterruptedException {
        Deadline stale = new Deadline(System::nanoTime, STALE_LIMIT);
        boolean reported = false;
        while (true) {
            try {
                return discovery.join(spec.path(), spec.membership(self.toJson()));
            } catch (PathInUseException e) {
                Optional<LaunchIdentity> other = LaunchIdentity.parse(e.holder());
                boolean dead = other.filter(LaunchIdentity::onThisMachine)
                        .filter(o -> o.process().isEmpty())
                        .isPresent();
                if (!dead) {
                    evict(other, e, discovery.find(spec.path()));
                } else if (stale.isOver()) {
                    throw e;
                } else if (!reported) {
                    reported = true;
                    progress.report("waiting for ZooKeeper to end the session of a launch that was killed");
                }
            }
            Thread.sleep(200);
        }
    }

    private void evict(Optional<LaunchIdentity> other, PathInUseException e, ClusterSnapshot announced)
            throws InterruptedException {
        String holder = other.map(LaunchIdentity::describe).orElse("a launch of another version");
        if (!abortExisting) {
            String services = e.services().stream().map(ServiceType::wireName).collect(Collectors.joining(" and "));
            String where = e.services().stream()
                    .flatMap(type -> announced.all(type).stream())
                    .map(ServiceInstance::address)
                    .collect(Collectors.joining(", "));
            throw new CommandException(
                    ExitCode.FAILED,
                    "the discovery path " + announced.path() + " is in use by " + holder
                            + (where.isEmpty() ? "" : " with " + where) + ", and a cluster has only one " + services
                            + ADVICE + "another --discovery-path");
        }
        if (other.isEmpty()) {
            throw elsewhere(holder);
        }
        refuseElsewhere(other.get());
        end(other.get());
    }

    private static void refuseElsewhere(LaunchIdentity other) {
        if (!other.onThisMachine()) {
            throw elsewhere(other.describe());
        }
    }

    private static CommandException elsewhere(String holder) {
        return new CommandException(
                ExitCode.FAILED,
                "--abort-existing cannot end " + holder + ": it runs on another machine; run spark-launch stop there");
    }

    private void end(LaunchIdentity other) throws InterruptedException {
        progress.report("ending " + other.describe());
        if (!other.end(END_LIMIT)) {
            throw new CommandException(
                    ExitCode.FAILED, other.describe() + " did not end within " + END_LIMIT.toSeconds() + " s");
        }
    }
}
