package org.sparklaunch.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.discovery.cli.ZooKeeperOptions;
import org.sparklaunch.launcher.cluster.BackgroundRecording;
import org.sparklaunch.launcher.config.TlsSpec;
import org.sparklaunch.launcher.spark.HttpProbe;
import org.sparklaunch.launcher.state.ComponentStatus;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what the launch of a state folder runs. */
@Command(
        name = "status",
        description = "Shows each component of the launch that uses the state folder; exit code 3 when there is none.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private ZooKeeperOptions options = new ZooKeeperOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        LaunchIdentity launch = StopCommand.running(options);
        StateFolder state = StateFolder.open(options.stateDir());
        List<ComponentStatus> components = new StatusFile(state).read();
        StatusReport report = new StatusReport(
                launch, components, sessions(state, components), BackgroundRecording.words(state), Instant.now());
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        return ExitCode.DONE.code();
    }

    private static Optional<StatusReport.SessionCount> sessions(StateFolder state, List<ComponentStatus> components) {
        return components.stream()
                .filter(c -> c.type().equals(ServiceType.LIVY.wireName()))
                .findFirst()
                .flatMap(livy -> sessions(
                        livy.address(), tree(state.read("livy/server.json").orElse(""))));
    }

    private static Optional<StatusReport.SessionCount> sessions(String livy, JsonNode config) {
        HttpProbe probe = probe(config);
        return count(ask(probe, livy + "/spark-launch/health"), config, ask(probe, livy + "/spark-launch/pool"));
    }

    private static HttpProbe probe(JsonNode config) {
        if (!config.has("tlsKeyStore")) {
            return new HttpProbe();
        }
        TlsSpec tls = new TlsSpec(
                Path.of(config.path("tlsKeyStore").asText()),
                Path.of(config.path("tlsKeyStorePasswordFile").asText()),
                Optional.empty());
        return new HttpProbe(tls.trusted());
    }

    private static Optional<StatusReport.SessionCount> count(JsonNode health, JsonNode config, JsonNode pool) {
        JsonNode used = health.path("sessions");
        JsonNode max = config.path("maxSessions");
        // Sessions that share a driver take no slot: only the server knows how many are free.
        int free = pool.path("slotsFree").asInt(max.asInt() - used.asInt());
        var warm = new StatusReport.WarmCount(
                pool.path("wanted").asInt(),
                pool.path("ready").asInt(),
                pool.path("starting").asInt(),
                pool.path("claimed").asLong());
        return used.isInt() && max.isInt()
                ? Optional.of(new StatusReport.SessionCount(used.asInt(), free, max.asInt(), warm))
                : Optional.empty();
    }

    private static JsonNode ask(HttpProbe probe, String address) {
        return probe.get(address).map(StatusCommand::tree).orElse(MissingNode.getInstance());
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // Not our Livy server.
        }
    }
}
