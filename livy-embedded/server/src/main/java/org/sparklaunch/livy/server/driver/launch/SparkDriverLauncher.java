package org.sparklaunch.livy.server.driver.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/** Starts real drivers on this machine, each in a session and process group of its own. */
public final class SparkDriverLauncher implements DriverLauncher {
    private final DriverConfig config;
    private final InetSocketAddress endpoint;
    private final DriverGroups groups;

    /** Takes the address that drivers connect to, with the port that is bound. */
    public SparkDriverLauncher(DriverConfig config, InetSocketAddress endpoint, DriverGroups groups) {
        this.config = config;
        this.endpoint = endpoint;
        this.groups = groups;
    }

    @Override
    public DriverProcess launch(DriverSpec spec) throws IOException {
        DriverFolder folder = spec.folder();
        folder.write(folder.sparkProperties(), spec.sparkConf());
        folder.write(folder.driverProperties(), DriverProperties.of(config, endpoint, spec, folder));
        List<String> command = new ArrayList<>(groups.entering(folder, spec.memory(), spec.cores()));
        command.addAll(SparkCommand.of(config, spec));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(
                        Redirect.appendTo(folder.createPrivate(folder.stdout()).toFile()))
                .redirectError(
                        Redirect.appendTo(folder.createPrivate(folder.stderr()).toFile()));
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
                .map(stat -> new OsDriverProcess(new DriverIdentity.OfProcess(pid, stat.startTicks())));
    }
}
