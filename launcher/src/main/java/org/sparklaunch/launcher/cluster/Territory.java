package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.sparklaunch.discovery.ClaimSpec;
import org.sparklaunch.discovery.ClusterClaim;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.PathInUseException;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.ZooKeeperDiscovery;
import org.sparklaunch.discovery.cli.CommandException;
import org.sparklaunch.discovery.cli.ExitCode;
import org.sparklaunch.launcher.state.LaunchRecord;
import org.sparklaunch.launcher.state.StateFolder;

/** What one launch must have for itself, its state folder and its discovery path, and how it gets them from another. */
final class Territory {
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    /** A killed launch's claim stands until ZooKeeper ends its session. */
    private static final Duration STALE_LIMIT = ZooKeeperDiscovery.SESSION_TIMEOUT.plusSeconds(5);

    private static final String ADVICE = "; use that one, or --abort-existing to end it, or ";

    private final boolean abortExisting;
    private final Progress progress;

    Territory(boolean abortExisting, Progress progress) {
        this.abortExisting = abortExisting;
        this.progress = progress;
    }

    void lock(StateFolder state) throws InterruptedException {
        if (state.tryLock()) {
            return;
        }
        Optional<LaunchRecord> other = LaunchRecord.read(state);
        String who = other.map(LaunchRecord::describe).orElse("another spark-launch that is just starting");
        if (!abortExisting || other.isEmpty()) {
            String where = state.read(StateFolder.READY_FILE)
                    .map(ready -> " (" + ready.strip() + ")")
                    .orElse("");
            throw new CommandException(
                    ExitCode.FAILED,
                    "The state folder " + state + " is in use by " + who + where + ADVICE + "another --state-dir");
        }
        end(other.get());
        if (!state.tryLock()) {
            throw new CommandException(
                    ExitCode.FAILED, "The state folder " + state + " is still in use after " + who + " ended");
        }
    }

    ClusterClaim claim(Discovery discovery, DiscoveryPath path, LaunchRecord self) throws InterruptedException {
        Deadline stale = new Deadline(System::nanoTime, STALE_LIMIT);
        boolean said = false;
        while (true) {
            try {
                return discovery.claim(
                        path,
                        new ClaimSpec(
                                self.toJson(),
                                Set.of(ServiceType.MASTER, ServiceType.LIVY),
                                Set.of(ServiceType.WORKER)));
            } catch (PathInUseException e) {
                Optional<LaunchRecord> other = LaunchRecord.parse(e.holder());
                boolean dead = other.filter(LaunchRecord::onThisMachine)
                        .filter(o -> o.process().isEmpty())
                        .isPresent();
                if (!dead) {
                    evict(other, path, discovery);
                } else if (stale.isOver()) {
                    throw e;
                } else if (!said) {
                    said = true;
                    progress.say("waiting for ZooKeeper to forget a launch that was killed");
                }
            }
            Thread.sleep(200);
        }
    }

    private void evict(Optional<LaunchRecord> other, DiscoveryPath path, Discovery discovery)
            throws InterruptedException {
        String who = other.map(LaunchRecord::describe).orElse("a launch of another version");
        if (!abortExisting) {
            String master = discovery.find(path).instances().stream()
                    .findFirst()
                    .map(i -> " with " + i.address())
                    .orElse("");
            throw new CommandException(
                    ExitCode.FAILED,
                    "The discovery path " + path + " is in use by " + who + master + ADVICE
                            + "another --discovery-path");
        }
        if (other.isEmpty() || !other.get().onThisMachine()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "--abort-existing cannot end " + who + ": it runs on another machine; run spark-launch stop there");
        }
        end(other.get());
    }

    private void end(LaunchRecord other) throws InterruptedException {
        progress.say("ending " + other.describe());
        if (!other.end(END_LIMIT)) {
            throw new CommandException(
                    ExitCode.FAILED, other.describe() + " did not end within " + END_LIMIT.toSeconds() + " s");
        }
    }
}
