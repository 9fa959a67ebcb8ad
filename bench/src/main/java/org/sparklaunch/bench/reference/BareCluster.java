package org.sparklaunch.bench.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Spark's own master and one worker, started one after the other as {@code sbin/start-all.sh} does. */
public final class BareCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 10;

    private final List<Process> processes = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final double readyMillis;

    private BareCluster(SparkJvm jvm) throws IOException, InterruptedException {
        int port = freePort();
        int webPort = freePort();
        String master = "spark://127.0.0.1:" + port;
        long start = System.nanoTime();
        processes.add(jvm.start(
                "bare-master",
                Map.of(),
                List.of(
                        "org.apache.spark.deploy.master.Master",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port),
                        "--webui-port",
                        String.valueOf(webPort))));
        awaitPage(webPort, body -> body.contains("\"status\" : \"ALIVE\""));
        processes.add(jvm.start(
                "bare-worker",
                Map.of(),
                List.of("org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--webui-port", "0", master)));
        awaitPage(webPort, body -> body.contains("\"aliveworkers\" : 1"));
        readyMillis = (System.nanoTime() - start) / 1e6;
    }

    /** Starts both and waits until the worker is the master's. */
    public static BareCluster start(SparkJvm jvm) throws InterruptedException {
        try {
            return new BareCluster(jvm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From the start of the master's process to a registered worker. */
    public double readyMillis() {
        return readyMillis;
    }

    private void awaitPage(int port, Predicate<String> wanted) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/"))
                .timeout(Duration.ofSeconds(2))
                .build();
        long end = System.nanoTime() + LIMIT.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (wanted.test(http.send(request, BodyHandlers.ofString()).body())) {
                    return;
                }
            } catch (IOException e) {
                // No process listens yet.
            }
            Thread.sleep(POLL_MILLIS);
        }
        close();
        throw new IllegalStateException("the bare cluster was not ready within " + LIMIT.toSeconds() + " s");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (int i = processes.size() - 1; i >= 0; i--) {
            Process process = processes.get(i);
            process.destroy();
            process.onExit()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return process;
                    })
                    .join();
        }
    }
}
