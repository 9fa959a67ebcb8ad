package org.sparklaunch.bench.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for one resource as often as the server answers, on several connections at once. */
public final class GetLoad {
    private final URI server;
    private final String path;
    private final int connections;

    /** A load that does not run yet. */
    public GetLoad(URI server, String path, int connections) {
        this.server = server;
        this.path = path;
        this.connections = connections;
    }

    /** Answers a second over the given time, all connections together. */
    public double run(Duration time) throws InterruptedException {
        ExecutorService clients = Executors.newFixedThreadPool(connections, task -> new Thread(task, "get-load"));
        try {
            long start = System.nanoTime();
            List<Callable<Long>> tasks = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                tasks.add(() -> ask(start + time.toNanos()));
            }
            long answers = 0;
            for (Future<Long> done : clients.invokeAll(tasks)) {
                answers += done.get();
            }
            return answers / ((System.nanoTime() - start) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("GET " + path + " at " + server + " failed", e.getCause());
        } finally {
            clients.shutdownNow();
        }
    }

    private long ask(long end) {
        try (HttpConnection connection = new HttpConnection(server)) {
            byte[] request = connection.request("GET", path, "");
            long answers = 0;
            while (System.nanoTime() < end) {
                int status = connection.send(request).status();
                if (status != 200) {
                    throw new IllegalStateException("answered " + status);
                }
                answers++;
            }
            return answers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
