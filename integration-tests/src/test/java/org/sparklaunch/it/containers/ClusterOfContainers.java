package org.sparklaunch.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.dockerjava.api.model.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.sparklaunch.it.CommandResult;
import org.sparklaunch.it.Http;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.DockerImageName;

/**
 * ZooKeeper, two masters, two workers and a Livy server, each on a machine of its own as far as they can tell: containers on
 * one network, named as they are here. Closing removes all of it.
 */
final class ClusterOfContainers implements AutoCloseable {
    private static final String ZOOKEEPER = "zookeeper:2181";
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);
    private static final int LIVY_PORT = 8998;
    /** Half a second a tick: a session ends ten seconds after its process, also one of those for which Spark asks a minute. */
    private static final List<String> ZOOKEEPER_SERVER = List.of(
            "tini",
            "--",
            "java",
            "-Dzookeeper.admin.enableServer=false",
            "-cp",
            "/opt/spark-launch/lib/*",
            "org.apache.zookeeper.server.ZooKeeperServerMain",
            "2181",
            "/var/lib/spark-launch/zookeeper",
            "500");

    private final Network network = Network.newNetwork();
    private final Map<String, GenericContainer<?>> machines = new LinkedHashMap<>();

    /** Returns when every launch says READY. */
    static ClusterOfContainers start() {
        ClusterOfContainers cluster = new ClusterOfContainers();
        try {
            cluster.startAll();
            return cluster;
        } catch (RuntimeException | AssertionError e) {
            String said = cluster.said();
            cluster.close();
            throw new AssertionError("the six containers did not get ready and said:\n" + said, e);
        }
    }

    private void startAll() {
        add("zookeeper")
                .withCreateContainerCmdModifier(
                        command -> command.withEntrypoint(ZOOKEEPER_SERVER).withCmd(List.of()));
        for (String name : List.of("master-1", "master-2")) {
            add(name).withCommand(line(name, "master"));
        }
        for (String name : List.of("worker-1", "worker-2")) {
            add(name).withCommand(line(name, "worker", "--worker-cores", "2", "--worker-memory", "1G"));
        }
        String[] livy = line("livy", "livy", "--livy-max-sessions", "2", "--livy-driver-memory", "512M");
        add("livy").withCommand(livy).withExposedPorts(LIVY_PORT);
        machines.values().forEach(GenericContainer::start);
        machines.forEach((name, machine) -> {
            if (!name.equals("zookeeper")) {
                awaitReady(name);
            }
        });
    }

    private static String[] line(String host, String role, String... options) {
        Stream<String> common = Stream.of(
                "--role", role, "--zookeeper", ZOOKEEPER, "--host", host, "--insecure", "--wait-timeout", "150");
        return Stream.concat(common, Stream.of(options)).toArray(String[]::new);
    }

    private GenericContainer<?> add(String name) {
        GenericContainer<?> machine = new GenericContainer<>(DockerImageName.parse(ProductImage.name()))
                .withImagePullPolicy(image -> false)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withCreateContainerCmdModifier(command -> {
                    command.withHostName(name);
                    command.getHostConfig().withCapAdd(Capability.NET_ADMIN); // For root, to cut the network.
                });
        machines.put(name, machine);
        return machine;
    }

    private void awaitReady(String name) {
        await(name + " ready")
                .atMost(READY_LIMIT)
                .until(() -> saidReady(name) > 0 || !machine(name).isRunning());
        assertThat(saidReady(name)).as(name + " is ready").isPositive();
    }

    private long saidReady(String name) {
        return machine(name)
                .getLogs()
                .lines()
                .filter(l -> l.startsWith("READY "))
                .count();
    }

    private GenericContainer<?> machine(String name) {
        GenericContainer<?> machine = machines.get(name);
        assertThat(machine).as(name).isNotNull();
        return machine;
    }

    Http livy() {
        GenericContainer<?> livy = machine("livy");
        return new Http("http://" + livy.getHost() + ":" + livy.getMappedPort(LIVY_PORT));
    }

    /** What spark-discovery says on one of the machines. */
    JsonNode discovered() {
        CommandResult found = exec("livy", "spark-discovery", "--zookeeper", ZOOKEEPER, "--json");
        assertThat(found.exitCode()).as(found.err()).isZero();
        return new Http.Answer(0, found.out()).json();
    }

    /** The machine whose master leads; empty while none does. */
    String leadingMaster() {
        return StreamSupport.stream(discovered().path("masters").spliterator(), false)
                .filter(master -> master.get("leading").asBoolean())
                .map(master -> master.get("address").asText().replaceAll("spark://|:\\d+", ""))
                .findFirst()
                .orElse("");
    }

    List<String> workers() {
        return StreamSupport.stream(discovered().get("workers").spliterator(), false)
                .map(worker -> worker.asText().replaceAll(":\\d+", ""))
                .toList();
    }

    CommandResult exec(String name, String... command) {
        List<String> line = new ArrayList<>(List.of("exec", id(name)));
        line.addAll(List.of(command));
        return DockerEngine.docker(line.toArray(String[]::new));
    }

    /** As when somebody pulls the plug of the machine. */
    void kill(String name) {
        docker("kill", id(name));
    }

    void restart(String name) {
        docker("restart", "--time", "10", id(name));
    }

    /** As when somebody pulls the network cable. */
    void cut(String name) {
        docker("exec", "--user", "0", id(name), "ip", "link", "set", "eth0", "down");
    }

    void mend(String name) {
        docker("exec", "--user", "0", id(name), "ip", "link", "set", "eth0", "up");
    }

    /** Ends everything at once, as the engine does at the end of a machine; the exit code of each. */
    Map<String, String> stop(Duration grace) {
        List<String> line = new ArrayList<>(List.of("stop", "--time", Long.toString(grace.toSeconds())));
        machines.keySet().forEach(name -> line.add(id(name)));
        docker(line.toArray(String[]::new));
        Map<String, String> codes = new LinkedHashMap<>();
        machines.keySet()
                .forEach(name -> codes.put(
                        name,
                        DockerEngine.docker("inspect", "--format", "{{.State.ExitCode}}", id(name))
                                .out()
                                .strip()));
        return codes;
    }

    private String id(String name) {
        return machine(name).getContainerId();
    }

    private static void docker(String... arguments) {
        CommandResult result = DockerEngine.docker(arguments);
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    /** Everything that the launches said. */
    String said() {
        StringBuilder said = new StringBuilder();
        machines.forEach((name, machine) -> {
            if (!name.equals("zookeeper") && machine.getContainerId() != null) {
                said.append("--- ").append(name).append('\n').append(machine.getLogs());
            }
        });
        return said.toString();
    }

    @Override
    public void close() {
        machines.values().forEach(GenericContainer::stop);
        network.close();
    }
}
