package org.sparklaunch.launcher.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.Discovery;
import org.sparklaunch.discovery.DiscoveryException;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.Watch;
import org.sparklaunch.launcher.state.StateFolder;

/**
 * Follows the masters of other launches as they come and go. A file holds their address, and the Livy server reads it when it
 * starts a session. While no master is announced, the last ones stay: they are the likeliest to come back.
 */
final class DiscoveredMasters implements MasterAddresses, AutoCloseable {
    private static final String FILE = "spark/masters";

    private final StateFolder state;
    private final Watch watch;
    private volatile ClusterSnapshot last;

    private DiscoveredMasters(Discovery discovery, StateFolder state, ClusterSnapshot first) {
        this.state = state;
        this.last = first;
        write(first);
        this.watch = discovery.watch(first.path(), this::follow);
    }

    /**
     * Waits for a master.
     *
     * @throws CommandException {@link ExitCode#NOT_FOUND} when none is announced in time
     */
    static DiscoveredMasters await(Discovery discovery, DiscoveryPath path, StateFolder state, Duration limit) {
        ClusterSnapshot found;
        try {
            found = discovery.await(path, c -> c.leadingMaster().isPresent(), limit);
        } catch (DiscoveryException e) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "no master leads under " + path + " after " + limit.toSeconds()
                            + " s; start one with --role master on another machine, or raise --wait-timeout. "
                            + e.getMessage(),
                    e);
        }
        return new DiscoveredMasters(discovery, state, found);
    }

    /** Returns the masters' Spark version. */
    String version() {
        return String.valueOf(last.version());
    }

    /** Called on the connection's thread. */
    private void follow(ClusterSnapshot now) {
        if (now.masterUrl().isPresent() && !now.masterUrl().equals(last.masterUrl())) {
            write(now);
        }
        last = now.masterUrl().isPresent() ? now : last;
    }

    private void write(ClusterSnapshot cluster) {
        state.write(FILE, cluster.masterUrl().orElseThrow() + "\n");
    }

    @Override
    public String url() {
        return last.masterUrl().orElseThrow();
    }

    @Override
    public List<String> webUis() {
        return attributes(ServiceInstance.WEB_UI);
    }

    @Override
    public List<String> rests() {
        return attributes(ServiceInstance.REST).stream()
                .map(url -> url.replaceFirst("^http://", ""))
                .toList();
    }

    private List<String> attributes(String name) {
        return last.all(ServiceType.MASTER).stream()
                .flatMap(master -> Optional.ofNullable(master.attributes().get(name)).stream())
                .toList();
    }

    @Override
    public String setting() {
        return state.resolve(FILE).toUri().toString();
    }

    @Override
    public void close() {
        watch.close();
    }
}
