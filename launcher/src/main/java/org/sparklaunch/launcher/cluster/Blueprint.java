package org.sparklaunch.launcher.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.QueryTrackerSpec;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.spark.HttpProbe;
import org.sparklaunch.launcher.spark.MasterStatus;
import org.sparklaunch.launcher.spark.SparkDaemons;

/** The components of a cluster with their ports, before any of them runs. */
final class Blueprint {
    private static final int MASTER_PORT = 7077;
    private static final int MASTER_WEB_PORT = 8080;
    private static final int MASTER_REST_PORT = 6066;
    private static final int WORKER_PORT = 7178;
    private static final int WORKER_WEB_PORT = 8081;
    private static final int LIVY_PORT = 8998;
    private static final int QUERY_TRACKER_PORT = 8999;
    private static final int HISTORY_PORT = 18080;

    private final ClusterSpec spec;
    private final String version;
    private final Ports ports;
    private final HttpProbe probe = new HttpProbe();
    private final String masterAddress;
    private final int masterPort;
    private final int masterWebPort;
    private final OptionalInt masterRestPort;

    Blueprint(ClusterSpec spec, String version) {
        this.spec = spec;
        this.version = version;
        this.ports = new Ports(spec.host());
        this.masterPort = ports.choose("Spark master", spec.masterPort(), MASTER_PORT);
        this.masterWebPort = ports.choose("Spark master's web page", OptionalInt.empty(), MASTER_WEB_PORT);
        this.masterRestPort = spec.drivesOnWorkers()
                ? OptionalInt.of(
                        ports.choose("Spark master's submission server", OptionalInt.empty(), MASTER_REST_PORT))
                : OptionalInt.empty();
        this.masterAddress = "spark://" + spec.host() + ":" + masterPort;
    }

    Component master(SparkDaemons daemons) {
        Map<String, String> attributes =
                new HashMap<>(Map.of(ServiceInstance.WEB_UI, masterWebUi(), ServiceInstance.VERSION, version));
        masterRestPort.ifPresent(port -> attributes.put(ServiceInstance.REST, http(spec.host(), port)));
        ServiceInstance instance = new ServiceInstance(ServiceType.MASTER, "1", masterAddress, attributes);
        MasterStatus status = new MasterStatus(probe, masterWebUi());
        return new Component(
                "master", daemons.master(masterPort, masterWebPort, masterRestPort), status::isAlive, instance);
    }

    private MasterAddresses masterAddresses() {
        return new MasterAddresses(masterAddress, masterWebUi(), spec.host() + ":" + masterRestPort.orElse(0));
    }

    private String masterWebUi() {
        return http(spec.host(), masterWebPort);
    }

    List<Component> workers(SparkDaemons daemons) {
        WorkerSpec workers = spec.workers();
        MasterStatus status = new MasterStatus(probe, masterWebUi());
        List<Component> components = new ArrayList<>();
        for (int i = 1; i <= workers.count(); i++) {
            OptionalInt wanted = workers.port().isPresent()
                    ? OptionalInt.of(workers.port().getAsInt() + i - 1)
                    : OptionalInt.empty();
            int port = ports.choose("Spark worker " + i, wanted, WORKER_PORT);
            int webPort = ports.choose("Spark worker's web page", OptionalInt.empty(), WORKER_WEB_PORT);
            ServiceInstance instance = new ServiceInstance(
                    ServiceType.WORKER,
                    String.valueOf(i),
                    spec.host() + ":" + port,
                    Map.of(ServiceInstance.WEB_UI, http(spec.host(), webPort)));
            components.add(new Component(
                    "worker-" + i,
                    daemons.worker(i, workers, port, webPort, masterAddress),
                    () -> status.hasWorker(port),
                    instance));
        }
        return components;
    }

    Optional<Component> livy(OwnServers servers) {
        return spec.livy().map(livy -> livy(servers, livy));
    }

    private Component livy(OwnServers servers, LivySpec livy) {
        int port = ports.choose("Livy server", livy.port(), LIVY_PORT);
        String url = http(livy.dialHost(spec.host()), port);
        return new Component(
                "livy",
                servers.livy(livy, port, masterAddresses()),
                () -> probe.get(url + "/spark-launch/health").isPresent(),
                new ServiceInstance(ServiceType.LIVY, "1", url));
    }

    Optional<Component> queryTracker(OwnServers servers, String zookeeper) {
        return spec.queryTracker().map(tracker -> queryTracker(servers, tracker, zookeeper));
    }

    private Component queryTracker(OwnServers servers, QueryTrackerSpec tracker, String zookeeper) {
        int port = ports.choose("query tracker", tracker.port(), QUERY_TRACKER_PORT);
        String url = http(spec.host(), port);
        return new Component(
                "query-tracker",
                servers.queryTracker(tracker, port, zookeeper),
                () -> probe.get(url + "/health").isPresent(),
                new ServiceInstance(ServiceType.QUERY_TRACKER, "1", url));
    }

    Optional<Component> history(SparkDaemons daemons) {
        return spec.history().map(history -> history(daemons, history));
    }

    private Component history(SparkDaemons daemons, HistorySpec history) {
        int port = ports.choose("Spark history server", history.port(), HISTORY_PORT);
        String url = http(spec.host(), port);
        return new Component(
                "history-server",
                daemons.historyServer(history, port),
                () -> probe.get(url + "/api/v1/version").isPresent(),
                new ServiceInstance(ServiceType.HISTORY_SERVER, "1", url));
    }

    private static String http(String host, int port) {
        return "http://" + host + ":" + port;
    }
}
