package org.sparklaunch.livy.server.driver.launch;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.ApplicationProcess;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/** Starts applications on this machine, each in a session and process group of its own. */
final class LocalApplicationLauncher implements ApplicationLauncher {
    /**
     * Runs the application, passes SIGTERM on to it and leaves its exit code in a file: the server may be dead when it
     * ends, and only a parent receives the code. A signal ends a {@code wait} early, hence the loop.
     */
    private static final String KEEP_EXIT_CODE = """
            trap 'kill -TERM $child 2>/dev/null' TERM
            "$@" & child=$!
            wait $child; code=$?
            while kill -0 $child 2>/dev/null; do wait $child; code=$?; done
            echo $code > "$0.next" && mv "$0.next" "$0"
            """;

    private final DriverConfig config;
    private final DriverGroups groups;

    public LocalApplicationLauncher(DriverConfig config, DriverGroups groups) {
        this.config = config;
        this.groups = groups;
    }

    @Override
    public ApplicationProcess launch(ApplicationSpec spec) throws IOException {
        DriverFolder folder = spec.folder();
        folder.write(folder.sparkProperties(), spec.sparkConf());
        List<String> command = new ArrayList<>(groups.entering(folder, spec.memory(), spec.cores()));
        command.addAll(
                List.of("setsid", "sh", "-c", KEEP_EXIT_CODE, folder.exitCode().toString()));
        command.addAll(SparkCommand.of(config, spec));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(folder.createPrivate(folder.stdout()).toFile()));
        return new ApplicationProcess(OsDriverProcess.start(builder, config, folder), folder);
    }

    @Override
    public ApplicationProcess find(DriverIdentity identity, DriverFolder folder) {
        return new ApplicationProcess(OsDriverProcess.of(identity), folder);
    }
}
