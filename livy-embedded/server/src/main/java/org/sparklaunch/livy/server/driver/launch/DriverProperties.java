package org.sparklaunch.livy.server.driver.launch;

import java.io.File;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.sparklaunch.livy.protocol.RuntimeSettings;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.ClusterAccess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/** The settings of a session's driver that are not Spark's. */
public final class DriverProperties {
    /** Half of a frame, since the output is part of a message and of a REST body. */
    private static final int OUTPUT_LIMIT_BYTES = 4 * 1024 * 1024;

    /** Livy's default. */
    private static final int SQL_ROW_LIMIT = 1000;

    private DriverProperties() {}

    /**
     * Returns the properties of one driver.
     *
     * @param endpoint where drivers are to call back, with the port that was really bound
     * @param there its folder, as it is to name it
     */
    public static Map<String, String> of(
            DriverConfig config, InetSocketAddress endpoint, DriverSpec spec, DriverFolder there) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.host", config.endpoint().host());
        properties.put("server.port", Integer.toString(endpoint.getPort()));
        properties.put("session", spec.session());
        properties.put("secret.file", there.secret().toString());
        properties.put(
                "orphan.timeout.millis", Long.toString(config.orphanTimeout().toMillis()));
        properties.put("sql.row.limit", Integer.toString(rowLimit(spec)));
        properties.put("output.limit.bytes", Integer.toString(OUTPUT_LIMIT_BYTES));
        properties.put("work.dir", there.work().toString());
        properties.put(
                "allowed.folders",
                config.allowedFileRoots().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        ClusterAccess.of(config).secret().ifPresent(secret -> properties.put("cluster.secret", secret.characters()));
        properties.put(
                "warm.kinds",
                spec.warmKinds().stream().map(SessionKind::wireName).collect(Collectors.joining(",")));
        return properties;
    }

    private static int rowLimit(DriverSpec spec) {
        return RuntimeSettings.rowLimit(
                spec.sparkConf().getOrDefault(RuntimeSettings.SQL_ROW_LIMIT, ""), SQL_ROW_LIMIT);
    }
}
