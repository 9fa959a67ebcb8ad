package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.sparklaunch.livy.server.config.LivyConfig.DriverConfig;

/** Starts real drivers on this machine, each in a session and process group of its own. */
public final class SparkDriverLauncher implements DriverLauncher {
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
        folder.write(folder.driverProperties(), DriverProperties.of(config, endpoint, spec, folder));
        ProcessBuilder builder = new ProcessBuilder(SparkCommand.of(config, spec))
                .redirectOutput(folder.createPrivate(folder.stdout()).toFile())
                .redirectError(folder.createPrivate(folder.stderr()).toFile());
        return OsDriverProcess.start(builder, config, folder);
    }

    @Override
    public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
        return OsDriverProcess.of(identity);
    }

    @Override
    public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
        return ProcStat.read(pid)
                .filter(stat -> stat.isRunning() && stat.group() == pid)
                .map(stat -> new OsDriverProcess(new ProcessIdentity(pid, stat.startTicks())));
    }
}
