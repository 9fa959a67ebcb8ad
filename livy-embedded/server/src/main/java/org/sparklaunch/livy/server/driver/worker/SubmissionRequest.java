package org.sparklaunch.livy.server.driver.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetSocketAddress;
import java.util.List;
import org.sparklaunch.livy.protocol.Handover;
import org.sparklaunch.livy.server.driver.endpoint.JarStore;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.XmlOptions;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Builds the request of the submission server to start a driver. Spark puts the settings in it on the driver's command
 * line and keeps the whole request in its recovery store. So its only secret is the handover secret, which is void once
 * the driver has its settings.
 */
final class SubmissionRequest {
    private static final String MAIN_CLASS = "org.sparklaunch.livy.driver.PlacedDriver";

    private final DriverConfig config;
    private final InetSocketAddress endpoint;
    private final List<String> jars;

    SubmissionRequest(DriverConfig config, InetSocketAddress endpoint, JarStore jars) {
        this.config = config;
        this.endpoint = endpoint;
        this.jars = jars.urls(config.endpoint().host(), endpoint.getPort());
    }

    ObjectNode request(String name, String secret, int cores, MemorySize memory) {
        ObjectNode request = new ObjectMapper().createObjectNode();
        request.put("action", "CreateSubmissionRequest")
                .put("clientSparkVersion", "4")
                .put("appResource", jars.get(0))
                .put("mainClass", MAIN_CLASS);
        request.putArray("appArgs")
                .add(config.endpoint().host())
                .add(Integer.toString(endpoint.getPort()))
                .add(name);
        request.putObject("environmentVariables").put(Handover.SECRET_VARIABLE, secret);
        ObjectNode settings = request.putObject("sparkProperties");
        if (config.security() != null) {
            // The worker gives the driver's JVM the secret in its environment.
            settings.put("spark.authenticate", "true");
        }
        settings.put("spark.app.name", name)
                .put("spark.master", config.master())
                .put("spark.submit.deployMode", "cluster")
                .put("spark.driver.supervise", "false")
                .put("spark.driver.cores", Integer.toString(cores))
                .put("spark.driver.memory", memory.toOption())
                .put(
                        "spark.driver.extraJavaOptions",
                        "-XX:ActiveProcessorCount=" + cores + " " + String.join(" ", XmlOptions.ALL))
                .put("spark.jars", String.join(",", jars.subList(1, jars.size())));
        return request;
    }
}
