package org.sparklaunch.bench.reference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@link BareDriver}, seen from outside. Not thread-safe. */
public final class BareDriverProcess implements AutoCloseable {
    private static final long END_LIMIT_SECONDS = 20;

    private final Process process;
    private final BufferedReader answers;
    private final double readyMillis;

    private BareDriverProcess(Process process, BufferedReader answers, double readyMillis) {
        this.process = process;
        this.answers = answers;
        this.readyMillis = readyMillis;
    }

    /**
     * Starts a driver of one core on a cluster and waits for its SparkSession.
     *
     * @param secret by which the Spark processes of the cluster recognise each other
     */
    public static BareDriverProcess start(SparkJvm jvm, String master, String secret) {
        // Standalone gives an application all cores that it can; capped, the measured server gets some too.
        Map<String, String> settings = Map.of(
                "spark.master", master,
                "spark.cores.max", "1",
                "spark.driver.host", "127.0.0.1",
                "spark.authenticate", "true");
        try {
            long start = System.nanoTime();
            Process process = jvm.start(
                    "bare-driver", settings, List.of(BareDriver.class.getName()), Map.of(BareDriver.SECRET, secret));
            BufferedReader answers = process.inputReader();
            String line = answers.readLine();
            double millis = (System.nanoTime() - start) / 1e6;
            if (!BareDriver.READY.equals(line)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "the bare driver said \"" + line + "\" instead of being ready; see " + jvm.log("bare-driver"));
            }
            return new BareDriverProcess(process, answers, millis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the start of the process to a ready SparkSession. */
    public double readyMillis() {
        return readyMillis;
    }

    /** Runs a statement; milliseconds as the driver measured them. */
    public double run(String sql) {
        try {
            process.outputWriter().append(sql).append('\n').flush();
            String line = answers.readLine();
            if (line == null || !line.startsWith(BareDriver.TOOK)) {
                throw new IllegalStateException("the bare driver answered " + sql + " with " + line);
            }
            return Long.parseLong(line.substring(BareDriver.TOOK.length() + 1)) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
            if (!process.waitFor(END_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
