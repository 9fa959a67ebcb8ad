package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
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
import org.sparklaunch.livy.settings.ConfigException;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfigReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the components of the launch that uses a state folder. */
@Command(
        name = "status",
        description = "Shows each component of the launch that uses the state folder; exit code 3 when there is none.",
        footer = {"%nExamples:", "  spark-launch status", "  spark-launch --state-dir /srv/spark status --json"})
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
                launch, components, sessions(state, components), BackgroundRecording.status(state), Instant.now());
        spec.commandLine().getOut().println(json ? report.json() : report.text());
        return ExitCode.DONE.code();
    }

    private static Optional<StatusReport.SessionCount> sessions(StateFolder state, List<ComponentStatus> components) {
        return components.stream()
                .filter(c -> c.type().equals(ServiceType.LIVY.wireName()))
                .findFirst()
                .flatMap(livy -> config(state).flatMap(config -> sessions(livy.address(), config)));
    }

    /** Returns the Livy server's settings; empty when another version of the product wrote them. */
    private static Optional<LivyConfig> config(StateFolder state) {
        try {
            return Optional.of(LivyConfigReader.read(state.resolve(StateFolder.LIVY_CONFIG)));
        } catch (ConfigException e) {
            return Optional.empty();
        }
    }

    private static Optional<StatusReport.SessionCount> sessions(String livy, LivyConfig config) {
        HttpProbe probe = Optional.ofNullable(config.tls())
                .map(own -> new HttpProbe(new TlsSpec(own, Optional.empty()).trustedContext()))
                .orElseGet(HttpProbe::new);
        return count(
                get(probe, livy + "/spark-launch/health"),
                config.session().max(),
                get(probe, livy + "/spark-launch/pool"));
    }

    private static Optional<StatusReport.SessionCount> count(JsonNode health, int max, JsonNode pool) {
        JsonNode used = health.path("sessions");
        // Sessions that share a driver take no slot: only the server knows how many are free.
        int free = pool.path("slotsFree").asInt(max - used.asInt());
        var warm = new StatusReport.WarmCount(
                pool.path("wanted").asInt(),
                pool.path("ready").asInt(),
                pool.path("starting").asInt(),
                pool.path("claimed").asLong());
        return used.isInt()
                ? Optional.of(new StatusReport.SessionCount(used.asInt(), free, max, warm))
                : Optional.empty();
    }

    private static JsonNode get(HttpProbe probe, String address) {
        return probe.get(address).map(StatusCommand::tree).orElse(MissingNode.getInstance());
    }

    private static JsonNode tree(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance(); // Another server answers there.
        }
    }
}
