package org.sparklaunch.discovery.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.ServiceType;

/** Formats a cluster for {@code spark-discovery}. */
final class ClusterReport {
    private final ClusterSnapshot cluster;

    ClusterReport(ClusterSnapshot cluster) {
        this.cluster = cluster;
    }

    /** Returns one line for each component. */
    String text() {
        List<String> lines = new ArrayList<>();
        add(lines, "Master", cluster.masterUrl().orElse(null));
        add(lines, "Master Web UI", masterAttribute(ServiceInstance.WEB_UI));
        add(lines, "Master REST API Endpoint", masterAttribute(ServiceInstance.REST));
        if (mastersElect()) {
            cluster.all(ServiceType.MASTER).forEach(master -> add(lines, label(master), master.address()));
        }
        cluster.all(ServiceType.WORKER).forEach(worker -> add(lines, "Worker", worker.address()));
        add(lines, "Livy Server", address(ServiceType.LIVY));
        add(lines, "Spark History Server", address(ServiceType.HISTORY_SERVER));
        add(lines, "Query Tracker", address(ServiceType.QUERY_TRACKER));
        add(lines, "Metastore", address(ServiceType.METASTORE));
        add(lines, "Version", cluster.version());
        return String.join(System.lineSeparator(), lines);
    }

    /** Returns whether several masters are configured, of which one may be left. */
    private boolean mastersElect() {
        return cluster.all(ServiceType.MASTER).stream()
                .anyMatch(master -> master.attributes().containsKey(ServiceInstance.STATUS));
    }

    private String label(ServiceInstance master) {
        return cluster.leadingMaster().filter(master::equals).isPresent() ? "Leading Master" : "Standby Master";
    }

    private static void add(List<String> lines, String label, @Nullable String value) {
        if (value != null) {
            lines.add(label + ": " + value);
        }
    }

    /** Returns one object that always has the same keys, and {@code masters} when these elect a leader. */
    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("discovery_path", cluster.path().value());
        json.put("master", cluster.masterUrl().orElse(null));
        json.put("master_web_ui", masterAttribute(ServiceInstance.WEB_UI));
        json.put("master_rest", masterAttribute(ServiceInstance.REST));
        ArrayNode workers = json.putArray("workers");
        cluster.all(ServiceType.WORKER).forEach(worker -> workers.add(worker.address()));
        json.put("livy", address(ServiceType.LIVY));
        json.put("history_server", address(ServiceType.HISTORY_SERVER));
        json.put("query_tracker", address(ServiceType.QUERY_TRACKER));
        json.put("metastore", address(ServiceType.METASTORE));
        json.put("version", cluster.version());
        if (mastersElect()) {
            ArrayNode masters = json.putArray("masters");
            cluster.all(ServiceType.MASTER).forEach(master -> masters.add(json(master)));
        }
        return json.toString();
    }

    private ObjectNode json(ServiceInstance master) {
        return new ObjectMapper()
                .createObjectNode()
                .put("address", master.address())
                .put("web_ui", master.attributes().get(ServiceInstance.WEB_UI))
                .put("leading", cluster.leadingMaster().filter(master::equals).isPresent());
    }

    private @Nullable String address(ServiceType type) {
        return cluster.find(type).map(ServiceInstance::address).orElse(null);
    }

    private @Nullable String masterAttribute(String name) {
        return cluster.leadingMaster()
                .or(() -> cluster.find(ServiceType.MASTER))
                .map(master -> master.attributes().get(name))
                .orElse(null);
    }
}
