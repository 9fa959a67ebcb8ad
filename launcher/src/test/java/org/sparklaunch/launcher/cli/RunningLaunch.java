package org.sparklaunch.launcher.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.sparklaunch.launcher.state.LaunchIdentity;
import org.sparklaunch.launcher.state.StateFolder;

/** A small real process that a state folder names as its launch. */
final class RunningLaunch implements AutoCloseable {
    private final Process process;
    private final StateFolder state;

    private RunningLaunch(Process process, StateFolder state) {
        this.process = process;
        this.state = state;
    }

    /** Starts a shell script, which must print one line when it is ready. */
    static RunningLaunch start(Path folder, String script) throws IOException {
        Process process = new ProcessBuilder("sh", "-c", script).start();
        process.inputReader().readLine();
        StateFolder state = StateFolder.open(folder);
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        LaunchIdentity identity = new LaunchIdentity(
                process.pid(),
                started,
                InetAddress.getLocalHost().getHostName(),
                folder.toString(),
                "/spark-launch/default",
                "127.0.0.1:1");
        state.write(LaunchIdentity.FILE, identity.toJson());
        return new RunningLaunch(process, state);
    }

    Process process() {
        return process;
    }

    StateFolder state() {
        return state;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
