package org.sparklaunch.launcher.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Identifies the process of a launch; stored as {@code launch.json} in its state folder and as the holder of its discovery path.
 *
 * @param started when the process started, in ms since 1970; it distinguishes processes with the same id
 */
public record LaunchIdentity(
        long pid, long started, String host, String stateDir, String discoveryPath, String zookeeper) {
    /** The file's name in the state folder. */
    public static final String FILE = "launch.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Returns the identity of this process. */
    public static LaunchIdentity ofThisProcess(StateFolder state, String discoveryPath, String zookeeper) {
        ProcessHandle self = ProcessHandle.current();
        return new LaunchIdentity(self.pid(), started(self), localHost(), state.toString(), discoveryPath, zookeeper);
    }

    /** Parses JSON; empty for any other text. */
    public static Optional<LaunchIdentity> parse(String json) {
        try {
            JsonNode node = JSON.readTree(json);
            return node.has("pid") ? Optional.of(JSON.treeToValue(node, LaunchIdentity.class)) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Reads the launch of a state folder; empty when there is none. */
    public static Optional<LaunchIdentity> read(StateFolder state) {
        return state.read(FILE).flatMap(LaunchIdentity::parse);
    }

    /** Returns one line of JSON. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings and numbers always becomes JSON", e);
        }
    }

    /** Returns whether the launch runs on this machine. */
    public boolean onThisMachine() {
        return host.equals(localHost());
    }

    /** Returns the process; empty when it has ended, or runs on another machine. */
    public Optional<ProcessHandle> process() {
        return onThisMachine()
                ? ProcessHandle.of(pid).filter(p -> p.isAlive() && started(p) == started)
                : Optional.empty();
    }

    /** Sends SIGTERM to the process and waits. Returns whether it has ended. */
    public boolean end(Duration limit) throws InterruptedException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return true;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for a process cannot fail", e);
        }
    }

    /** Returns a description for messages. */
    public String describe() {
        return "spark-launch, process " + pid + " on " + host + " with the state folder " + stateDir;
    }

    private static long started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static String localHost() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
