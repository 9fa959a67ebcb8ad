package org.sparklaunch.launcher.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;
import org.sparklaunch.launcher.config.Role;
import org.sparklaunch.launcher.state.StateFolder;

/** Formats what a launch prints on standard output when it is ready. */
final class ReadyReport {
    private final ClusterSnapshot cluster;
    private final Map<String, String> facts = new LinkedHashMap<>();

    ReadyReport(ClusterSnapshot cluster, Role role, String zookeeper, StateFolder state) {
        this.cluster = cluster;
        if (role.joins()) {
            facts.put("role", role.word());
        }
        cluster.find(ServiceType.MASTER).ifPresent(master -> {
            facts.put("master", master.address());
            facts.put("master_web_ui", master.attributes().getOrDefault(ServiceInstance.WEB_UI, ""));
        });
        if (role.runsWorkers()) {
            facts.put("workers", String.join(",", workers()));
        }
        cluster.find(ServiceType.LIVY).ifPresent(livy -> facts.put("livy", livy.address()));
        cluster.find(ServiceType.HISTORY_SERVER).ifPresent(history -> facts.put("history_server", history.address()));
        cluster.find(ServiceType.QUERY_TRACKER).ifPresent(qt -> facts.put("query_tracker", qt.address()));
        cluster.find(ServiceType.METASTORE).ifPresent(metastore -> facts.put("metastore", metastore.address()));
        facts.put("zookeeper", zookeeper);
        facts.put("discovery_path", cluster.path().value());
        if (cluster.version() != null) {
            facts.put("version", cluster.version());
        }
        facts.put("state_dir", state.toString());
    }

    private List<String> workers() {
        return cluster.all(ServiceType.WORKER).stream()
                .map(ServiceInstance::address)
                .toList();
    }

    /** Returns {@code READY key=value …}. */
    String line() {
        return facts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" ", "READY ", ""));
    }

    /** Returns the same as a JSON object, with a list of workers. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        facts.forEach(json::put);
        workers().forEach(json.putArray("workers")::add);
        return json.toString();
    }
}
