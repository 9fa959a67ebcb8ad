package org.sparklaunch.livy.server.driver.launch;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;

/** A process of this machine that leads its process group, started by this server or an earlier one. */
final class OsDriverProcess implements DriverProcess {
    private static final Logger log = LoggerFactory.getLogger(OsDriverProcess.class);
    private static final long POLL_MILLIS = 20;
    /** A pid above those that Linux assigns. */
    private static final long NO_PID = Integer.MAX_VALUE;

    private final DriverIdentity.OfProcess identity;

    OsDriverProcess(DriverIdentity.OfProcess identity) {
        this.identity = identity;
    }

    /** Returns the process of a journal entry; one that was placed on a worker has no process here. */
    static OsDriverProcess of(DriverIdentity identity) {
        return new OsDriverProcess(
                identity instanceof DriverIdentity.OfProcess process
                        ? process
                        : new DriverIdentity.OfProcess(NO_PID, 0));
    }

    /** Starts a command that leads its own group, in the environment that drivers need. */
    static DriverProcess start(ProcessBuilder builder, DriverConfig config, DriverFolder folder) throws IOException {
        builder.directory(folder.work().toFile()).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("SPARK_HOME", config.sparkHome().toString());
        // Without it Spark asks `hostname` and may bind an address that a loopback server cannot be reached from.
        builder.environment().putIfAbsent("SPARK_LOCAL_IP", config.endpoint().host());
        Process process = builder.start();
        long startTicks = ProcStat.read(process.pid()).map(ProcStat::startTicks).orElse(0L);
        return new OsDriverProcess(new DriverIdentity.OfProcess(process.pid(), startTicks));
    }

    @Override
    public DriverIdentity.OfProcess identity() {
        return identity;
    }

    @Override
    public boolean isAlive() {
        return stat().filter(ProcStat::isRunning).isPresent();
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        // An adopted driver is not a child of this process, so only its entry in /proc shows its end.
        long deadline = System.nanoTime() + limit.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return true;
    }

    @Override
    public void terminate() {
        if (isAlive()) {
            signal("-TERM", Long.toString(identity.pid()));
        }
    }

    @Override
    public void kill() {
        Optional<ProcStat> found = ProcStat.read(identity.pid());
        boolean reused = found.isPresent() && found.get().startTicks() != identity.startTicks();
        // While one member of the group lives, Linux gives its number to no new process: only another process with this
        // pid shows that the group is gone.
        if (!reused) {
            signal("-KILL", "-" + identity.pid());
        }
    }

    private Optional<ProcStat> stat() {
        return ProcStat.read(identity.pid()).filter(stat -> stat.startTicks() == identity.startTicks());
    }

    private static void signal(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("kill", signal, "--", target)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
                log.warn("kill {} {} did not return", signal, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run kill " + signal + " " + target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
