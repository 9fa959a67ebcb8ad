package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.livy.server.config.LivyConfig.DriverConfig;

/** Starts real drivers on this machine, each in a session and process group of its own. */
public final class SparkDriverLauncher implements DriverLauncher {
    /** Half of a frame: the output travels inside a message, and as text in a REST body. */
    private static final int OUTPUT_LIMIT_BYTES = 4 * 1024 * 1024;

    /** Livy's own key for how many rows a statement of kind sql returns, and its default. */
    private static final String SQL_ROW_LIMIT_KEY = "livy.rsc.sql.num-rows";

    private static final int SQL_ROW_LIMIT = 1000;

    private final DriverConfig config;
    private final InetSocketAddress endpoint;

    /** Takes where drivers are to call back, with the port that was really bound. */
    public SparkDriverLauncher(DriverConfig config, InetSocketAddress endpoint) {
        this.config = config;
        this.endpoint = endpoint;
    }

    @Override
    public DriverProcess launch(DriverSpec spec) throws IOException {
        DriverFolder folder = spec.folder();
        folder.write(folder.sparkProperties(), spec.sparkConf());
        folder.write(folder.driverProperties(), driverProperties(spec));
        ProcessBuilder builder = new ProcessBuilder(SparkCommand.of(config, spec))
                .redirectOutput(folder.createPrivate(folder.stdout()).toFile())
                .redirectError(folder.createPrivate(folder.stderr()).toFile());
        return OsDriverProcess.start(builder, config, folder);
    }

    @Override
    public DriverProcess find(ProcessIdentity identity) {
        return new OsDriverProcess(identity);
    }

    @Override
    public Optional<DriverProcess> adopt(long pid) {
        return ProcStat.read(pid)
                .filter(stat -> stat.isRunning() && stat.group() == pid)
                .map(stat -> new OsDriverProcess(new ProcessIdentity(pid, stat.startTicks())));
    }

    private Map<String, String> driverProperties(DriverSpec spec) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.host", config.endpoint().host());
        properties.put("server.port", Integer.toString(endpoint.getPort()));
        properties.put("session", spec.session());
        properties.put("secret.file", spec.folder().secret().toString());
        properties.put(
                "orphan.timeout.millis", Long.toString(config.orphanTimeout().toMillis()));
        properties.put("sql.row.limit", Integer.toString(rowLimit(spec)));
        properties.put("output.limit.bytes", Integer.toString(OUTPUT_LIMIT_BYTES));
        properties.put("work.dir", spec.folder().work().toString());
        return properties;
    }

    private static int rowLimit(DriverSpec spec) {
        String asked = spec.sparkConf().getOrDefault(SQL_ROW_LIMIT_KEY, "");
        return asked.matches("[1-9]\\d{0,8}") ? Integer.parseInt(asked) : SQL_ROW_LIMIT;
    }
}
