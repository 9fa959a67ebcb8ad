package org.sparklaunch.launcher.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sparklaunch.launcher.classdata.Jvm;
import org.sparklaunch.launcher.classdata.JvmRole;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.DriverPlacement;
import org.sparklaunch.launcher.config.LaunchRequest;
import org.sparklaunch.launcher.config.LivyAccess;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.MemoryPlan;
import org.sparklaunch.launcher.config.MemorySize;
import org.sparklaunch.launcher.config.QueryTrackerSpec;
import org.sparklaunch.launcher.config.TlsSpec;
import org.sparklaunch.launcher.process.ProcessSpec;
import org.sparklaunch.launcher.spark.EventLogs;
import org.sparklaunch.launcher.spark.SparkHome;
import org.sparklaunch.launcher.state.StateFolder;

/** How to start the product's own servers, each a JVM of its own. */
final class ServerProcesses {
    /** The C library keeps freed memory per arena; by default it has eight for each core. */
    private static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

    private static final String FULL_RESULTS = "spark.sparkLaunch.fullResults.dir";

    private final Installation installation;
    private final Jvm jvm;
    private final StateFolder state;
    private final SparkHome spark;
    private final ClusterSpec spec;

    ServerProcesses(Installation installation, Jvm jvm, StateFolder state, SparkHome spark, ClusterSpec spec) {
        this.installation = installation;
        this.jvm = jvm;
        this.state = state;
        this.spark = spark;
        this.spec = spec;
    }

    ProcessSpec livy(LivySpec livy, int port, MasterAddresses masters) {
        state.folder("livy");
        Path config = state.write("livy/server.json", livyConfig(livy, port, masters));
        List<String> command = java(JvmRole.LIVY, MemoryPlan.LIVY_SERVER);
        command.addAll(List.of(
                "org.sparklaunch.livy.server.LivyServerMain", "--config", config.toString(), "--exit-with-parent"));
        return new ProcessSpec(command, FEW_ARENAS, state.log("livy"));
    }

    private String livyConfig(LivySpec livy, int port, MasterAddresses masters) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("host", livy.host())
                .put("port", port)
                .put("insecure", livy.isOpen() && livy.authenticationFile().isEmpty())
                .put("csrfProtection", livy.csrfProtection())
                .put("driverHost", spec.host())
                .put("driverPort", 0)
                .put("stateDir", state.resolve("livy").toString())
                .put("sparkHome", spark.root().toString());
        list(json, "driverClassPath", installation.driverJars());
        json.put("master", masters.setting())
                .put("maxSessions", livy.maxSessions())
                .put("warmSessions", livy.warm().sessions())
                .put("sessionIsolation", livy.sharing().word())
                .put("sessionsPerDriver", livy.sharing().most())
                .put("driverCores", livy.drivers().cores())
                .put("driverMemory", livy.drivers().memory().toOption())
                .put("driverPlacement", livy.drivers().placement().word());
        if (livy.drivers().placement() == DriverPlacement.WORKER) {
            list(json, "masterRest", masters.rests());
            list(json, "masterPages", masters.webUis());
        }
        list(json, "allowedFileRoots", livy.drivers().files());
        access(json, livy.access());
        ArrayNode hidden = json.putArray("privateFolders");
        List.of("query-tracker", "zookeeper", "logs")
                .forEach(folder -> hidden.add(state.resolve(folder).toString()));
        json.putArray("warmKinds")
                .addAll(Stream.of("sql", "spark", "pyspark")
                        .filter(kind -> livy.warm().python() || !kind.equals("pyspark"))
                        .map(TextNode::valueOf)
                        .toList());
        ObjectNode conf = json.putObject("sparkConf");
        sessionSettings().forEach(conf::put);
        json.put("classData", jvm.classData().folder().toString())
                .put("recordClassData", jvm.classData().recording());
        json.put("serviceKeyFile", state.serviceKey().toString());
        livy.tls()
                .ifPresent(tls -> json.put("tlsKeyStore", tls.keyStore().toString())
                        .put("tlsKeyStorePasswordFile", tls.passwordFile().toString()));
        livy.policyFile().ifPresent(file -> json.put("policyFile", file.toString()));
        livy.authenticationFile().ifPresent(file -> json.put("authenticationFile", file.toString()));
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of texts and numbers always becomes JSON", e);
        }
    }

    private static void access(ObjectNode json, LivyAccess access) {
        json.put("impersonation", access.impersonation()).put("accessControl", access.lists());
        list(json, "superusers", access.superusers());
        list(json, "allowedUsers", access.allowed());
        list(json, "modifyUsers", access.modify());
        list(json, "viewUsers", access.view());
    }

    private static void list(ObjectNode json, String key, Collection<?> values) {
        ArrayNode array = json.putArray(key);
        values.forEach(value -> array.add(value.toString()));
    }

    private Map<String, String> sessionSettings() {
        Map<String, String> settings = new TreeMap<>(
                spec.history().isPresent() ? EventLogs.in(state).forSessions(spec.sparkConf()) : spec.sparkConf());
        if (spec.queryTracker().isPresent()) {
            settings.put(FULL_RESULTS, fullResults());
        }
        return settings;
    }

    /** Where drivers write full results and the query tracker reads them: on several machines a folder that all have. */
    private String fullResults() {
        return spec.sparkConf()
                .getOrDefault(
                        FULL_RESULTS, state.resolve("query-tracker/results").toString());
    }

    ProcessSpec queryTracker(QueryTrackerSpec tracker, int port, String zookeeper) {
        List<String> command = java(JvmRole.QUERY_TRACKER, MemoryPlan.QUERY_TRACKER);
        command.addAll(List.of(
                "org.sparklaunch.querytracker.QueryTrackerMain",
                "serve",
                "--host",
                spec.trackerHost(),
                "--port",
                String.valueOf(port),
                "--state-dir",
                state.toString(),
                "--service-key-file",
                state.trackerKey().toString(),
                "--zookeeper",
                zookeeper,
                "--discovery-path",
                spec.path().value(),
                "--session-idle-timeout",
                tracker.idleTimeout(),
                "--results-dir",
                fullResults(),
                "--exit-with-parent"));
        Optional<Path> authentication = spec.livy().flatMap(LivySpec::authenticationFile);
        authentication.ifPresent(file -> command.addAll(List.of("--authentication-file", file.toString())));
        spec.livy()
                .flatMap(LivySpec::policyFile)
                .ifPresent(file -> command.addAll(List.of("--policy-file", file.toString())));
        spec.livy().flatMap(LivySpec::tls).ifPresent(tls -> command.addAll(tlsOptions(tls)));
        if (!LaunchRequest.isLoopback(spec.trackerHost()) && authentication.isEmpty()) {
            command.add("--insecure");
        }
        return new ProcessSpec(command, FEW_ARENAS, state.log("query-tracker"));
    }

    private static List<String> tlsOptions(TlsSpec tls) {
        List<String> options = new ArrayList<>(List.of(
                "--tls-keystore", tls.keyStore().toString(),
                "--tls-keystore-password-file", tls.passwordFile().toString()));
        tls.trust().ifPresent(file -> options.addAll(List.of("--tls-trust", file.toString())));
        return options;
    }

    /**
     * Small servers: one collector thread, little stack, and memory given back that a burst of requests took, by the heap and by
     * the C library, of which Java's compilers ask a lot. The last option is younger than Java 17 itself.
     */
    private List<String> java(JvmRole role, MemorySize heap) {
        List<String> command = jvm.command(role, heap);
        command.addAll(List.of(
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-Xmn12m",
                "-XX:MinHeapFreeRatio=10",
                "-XX:MaxHeapFreeRatio=30",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "-XX:TrimNativeHeapInterval=10000"));
        installation.home().ifPresent(home -> command.add("-Dsparklaunch.home=" + home));
        command.addAll(List.of("-cp", installation.serverClassPath()));
        return command;
    }
}
