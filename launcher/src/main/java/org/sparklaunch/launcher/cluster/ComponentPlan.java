package org.sparklaunch.launcher.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.ClusterSpec;
import org.sparklaunch.launcher.config.DefaultPorts;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.config.LivySpec;
import org.sparklaunch.launcher.config.QueryTrackerSpec;
import org.sparklaunch.launcher.config.TlsSpec;
import org.sparklaunch.launcher.config.WorkerSpec;
import org.sparklaunch.launcher.process.Ports;
import org.sparklaunch.launcher.spark.HttpProbe;
import org.sparklaunch.launcher.spark.MasterStatus;
import org.sparklaunch.launcher.spark.MetastoreDaemon;
import org.sparklaunch.launcher.spark.SparkDaemons;
import org.sparklaunch.launcher.spark.SparkSecurity;
import org.sparklaunch.launcher.spark.TableSettings;
import org.sparklaunch.pages.PagePassword;

/** Plans the components of a launch and chooses their ports, before any of them runs. */
final class ComponentPlan {
    private final ClusterSpec spec;
    private final String version;
    private final Ports ports;
    private final HttpProbe pages;
    private final Optional<TlsSpec> tls;
    private final HttpProbe ownServers;
    private Optional<String> livyUrl = Optional.empty();
    private TableSettings tables = TableSettings.OPERATORS;

    /** Plans a cluster whose Spark processes have pages with this password. */
    ComponentPlan(ClusterSpec spec, String version, Optional<PagePassword> password) {
        this.spec = spec;
        this.version = version;
        this.ports = new Ports(spec.host());
        this.pages = new HttpProbe(password);
        this.tls = spec.livy().flatMap(LivySpec::tls);
        this.ownServers = tls.map(TlsSpec::trustedContext).map(HttpProbe::new).orElseGet(HttpProbe::new);
    }

    /** Returns the master; empty when this launch runs none. */
    Optional<MasterPlan> master() {
        return spec.role().runsMaster() ? Optional.of(new MasterPlan(spec, version, ports, pages)) : Optional.empty();
    }

    List<Component> workers(SparkDaemons daemons, MasterAddresses masters) {
        List<Component> components = new ArrayList<>();
        int count = spec.role().runsWorkers() ? spec.workers().count() : 0;
        for (int i = 1; i <= count; i++) {
            components.add(worker(i, daemons, masters));
        }
        return components;
    }

    private Component worker(int number, SparkDaemons daemons, MasterAddresses masters) {
        WorkerSpec workers = spec.workers();
        OptionalInt wanted = workers.port().isPresent()
                ? OptionalInt.of(workers.port().getAsInt() + number - 1)
                : OptionalInt.empty();
        int port = ports.choose("Spark worker " + number, wanted, DefaultPorts.WORKER);
        int webPort = ports.choose("Spark worker's web page", OptionalInt.empty(), DefaultPorts.WORKER_PAGE);
        ServiceInstance instance = new ServiceInstance(
                ServiceType.WORKER,
                ServiceInstance.idOf(spec.host(), port),
                spec.host() + ":" + port,
                Map.of(ServiceInstance.WEB_UI, http(spec.host(), webPort)));
        return new Component(
                "worker-" + number,
                () -> daemons.worker(number, workers, port, webPort, masters.url()),
                () -> isRegistered(masters, port),
                instance,
                spec.role().joins() ? Component.Dependence.AMONG_OTHERS : Component.Dependence.ALONE);
    }

    private boolean isRegistered(MasterAddresses masters, int port) {
        return masters.webUis().stream().anyMatch(page -> new MasterStatus(pages, page).hasWorker(spec.host(), port));
    }

    /** Returns the metastore; empty when this launch runs none. The Livy server is planned after it. */
    Optional<Component> metastore(Supplier<MetastoreDaemon> daemon, SparkSecurity security) {
        MetastorePlan plan = MetastorePlan.of(spec, ports, security);
        tables = plan.tables();
        return plan.component(daemon);
    }

    Optional<Component> livy(ServerProcesses servers, MasterAddresses masters) {
        return spec.livy().map(livy -> livy(servers, livy, masters));
    }

    private Component livy(ServerProcesses servers, LivySpec livy, MasterAddresses masters) {
        int port = ports.choose("Livy server", livy.port(), DefaultPorts.LIVY);
        String url = own(livy.dialHost(spec.host()), port);
        livyUrl = Optional.of(url);
        return new Component(
                "livy",
                servers.livy(livy, port, masters, tables),
                () -> ownServers.get(url + "/spark-launch/health").isPresent(),
                new ServiceInstance(ServiceType.LIVY, "1", url));
    }

    /** Returns the query tracker, which uses the Livy server that was planned before. */
    Optional<Component> queryTracker(ServerProcesses servers, String zookeeper) {
        return spec.queryTracker().map(tracker -> queryTracker(servers, tracker, zookeeper));
    }

    private Component queryTracker(ServerProcesses servers, QueryTrackerSpec tracker, String zookeeper) {
        int port = ports.choose("query tracker", tracker.port(), DefaultPorts.QUERY_TRACKER);
        String url = own(spec.trackerHost(), port);
        return new Component(
                "query-tracker",
                servers.queryTracker(tracker, port, zookeeper, livyUrl),
                () -> ownServers.get(url + "/health").isPresent(),
                new ServiceInstance(ServiceType.QUERY_TRACKER, "1", url));
    }

    Optional<Component> history(SparkDaemons daemons) {
        return spec.history().map(history -> history(daemons, history));
    }

    private Component history(SparkDaemons daemons, HistorySpec history) {
        int port = ports.choose("Spark history server", history.port(), DefaultPorts.HISTORY_SERVER);
        String url = http(spec.host(), port);
        return new Component(
                "history-server",
                daemons.historyServer(history, port),
                () -> pages.get(url + "/api/v1/version").isPresent(),
                new ServiceInstance(ServiceType.HISTORY_SERVER, "1", url));
    }

    private String own(String host, int port) {
        return (tls.isPresent() ? "https" : "http") + "://" + host + ":" + port;
    }

    private static String http(String host, int port) {
        return "http://" + host + ":" + port;
    }
}
