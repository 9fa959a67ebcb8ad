package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sparklaunch.launcher.process.ProcessUsage;
import org.sparklaunch.launcher.state.ComponentStatus;
import org.sparklaunch.launcher.state.LaunchIdentity;

/** Formats a launch for {@code status}. */
final class StatusReport {
    private final LaunchIdentity launch;
    private final Optional<SessionCount> sessions;
    private final String classData;
    private final List<Line> lines = new ArrayList<>();

    /**
     * The sessions of the Livy server.
     *
     * @param free how many more drivers can start
     * @param max the largest number of drivers
     */
    record SessionCount(int used, int free, int max, WarmCount warm) {}

    /**
     * The warm drivers of the Livy server.
     *
     * @param wanted how many are to be kept ready
     * @param claimed how many sessions claimed one since the Livy server started
     */
    record WarmCount(int wanted, int ready, int starting, long claimed) {
        String text() {
            return "Warm drivers: " + ready + " of " + wanted + " ready, " + starting + " starting, " + claimed
                    + " claimed by sessions";
        }
    }

    private record Line(ComponentStatus component, Optional<ProcessUsage> facts) {
        /** Returns the state; the launch may not have noticed an end yet. */
        String state() {
            return facts.isPresent() ? component.state() : "ended";
        }
    }

    StatusReport(
            LaunchIdentity launch,
            List<ComponentStatus> components,
            Optional<SessionCount> sessions,
            String classData,
            Instant now) {
        this.launch = launch;
        this.classData = classData;
        this.sessions = sessions;
        ComponentStatus self = new ComponentStatus("spark-launch", "launch", "up", launch.zookeeper(), launch.pid(), 0);
        lines.add(new Line(self, ProcessUsage.of(self.pid(), now)));
        components.forEach(c -> lines.add(new Line(c, ProcessUsage.of(c.pid(), now))));
    }

    String text() {
        List<String> text = new ArrayList<>();
        text.add("Running: " + launch.describe());
        text.add("Announced under " + launch.discoveryPath() + " in ZooKeeper at " + launch.zookeeper());
        sessions.ifPresent(s -> text.add("Livy sessions: " + s.used + " used, " + s.free + " free"));
        sessions.ifPresent(s -> text.add(s.warm.text()));
        if (!classData.isEmpty()) {
            text.add("Class data for fast starts: " + classData);
        }
        text.add("");
        text.add(row("COMPONENT", "STATE", "PID", "UPTIME", "RESTARTS", "RSS MiB", "ADDRESS"));
        lines.forEach(line -> text.add(row(
                line.component.name(),
                line.state(),
                line.component.pid(),
                line.facts.map(f -> uptime(f.uptime())).orElse("-"),
                line.component.restarts(),
                line.facts.map(StatusReport::rss).orElse("-"),
                line.component.address())));
        return String.join(System.lineSeparator(), text);
    }

    private static String row(Object... cells) {
        return String.format(Locale.ROOT, "%-16s %-10s %8s %12s %8s %8s  %s", cells);
    }

    private static String rss(ProcessUsage facts) {
        return facts.rssMebibytes().isPresent()
                ? String.valueOf(facts.rssMebibytes().getAsLong())
                : "?";
    }

    private static String uptime(Duration uptime) {
        return uptime.toHours() > 0
                ? uptime.toHours() + "h " + uptime.toMinutesPart() + "m"
                : uptime.toMinutesPart() + "m " + uptime.toSecondsPart() + "s";
    }

    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("pid", launch.pid())
                .put("host", launch.host())
                .put("state_dir", launch.stateDir())
                .put("discovery_path", launch.discoveryPath())
                .put("zookeeper", launch.zookeeper());
        json.put("class_data", classData.isEmpty() ? null : classData);
        ArrayNode components = json.putArray("components");
        lines.forEach(line -> add(components.addObject(), line));
        sessions.ifPresentOrElse(
                s -> json.putObject("sessions")
                        .put("used", s.used)
                        .put("free", s.free)
                        .put("max", s.max)
                        .putObject("warm")
                        .put("wanted", s.warm.wanted)
                        .put("ready", s.warm.ready)
                        .put("starting", s.warm.starting)
                        .put("claimed", s.warm.claimed),
                () -> json.putNull("sessions"));
        return json.toString();
    }

    private static void add(ObjectNode json, Line line) {
        json.put("name", line.component.name())
                .put("type", line.component.type())
                .put("state", line.state())
                .put("address", line.component.address())
                .put("pid", line.component.pid())
                .put("restarts", line.component.restarts());
        json.put("uptime_seconds", line.facts.map(f -> f.uptime().toSeconds()).orElse(null));
        json.put(
                "rss_mib",
                line.facts
                        .filter(f -> f.rssMebibytes().isPresent())
                        .map(f -> f.rssMebibytes().getAsLong())
                        .orElse(null));
    }
}
