package org.sparklaunch.livy.driver.resource;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkFiles;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Adds jars and files to the session, one after the other in the order of the requests, and answers each request. Requests that
 * come before Spark has started wait. A file may be large or remote, so a separate thread does the work.
 */
public final class ResourceInstaller implements AutoCloseable {
    /** The setting that running and later Python kernels read. */
    private static final String PYTHON_FILES = "spark.submit.pyFiles";

    private final EventOutbox outbox;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(DaemonThreads.named("session-resources"));
    private final List<ServerMessage.AddResource> waiting = new ArrayList<>();
    private @Nullable Target target;

    /** Where resources are added, and how uploaded ones are fetched. */
    private record Target(SparkContext context, UploadFetch uploads) {}

    /** Makes an installer that queues requests until {@link #open}. */
    public ResourceInstaller(EventOutbox outbox) {
        this.outbox = outbox;
    }

    /** Starts with the queued requests. Jars are added to the calling thread's class loader. */
    public synchronized void open(SparkContext running, UploadFetch from) {
        Target opened = new Target(running, from);
        target = opened;
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        worker.execute(() -> Thread.currentThread().setContextClassLoader(loader));
        waiting.forEach(request -> worker.execute(() -> answer(request, opened)));
        waiting.clear();
    }

    /** Queues a request. */
    public synchronized void add(ServerMessage.AddResource request) {
        Target opened = target;
        if (opened == null) {
            waiting.add(request);
        } else if (!worker.isShutdown()) {
            worker.execute(() -> answer(request, opened));
        }
    }

    private void answer(ServerMessage.AddResource request, Target to) {
        String error = null;
        try {
            add(request.type(), to.uploads().resolve(request.uri()), to.context());
        } catch (IOException | RuntimeException e) {
            error = e.toString();
        }
        String outcome = error;
        outbox.post(sequence -> new DriverMessage.ResourceAdded(sequence, request.request(), outcome));
    }

    private static void add(ResourceType type, String uri, SparkContext running) throws IOException {
        switch (type) {
            case JAR -> addJar(uri, running);
            case FILE -> running.addFile(uri);
            case PYFILE -> {
                running.addFile(uri);
                String known = running.conf().get(PYTHON_FILES, "");
                running.conf().set(PYTHON_FILES, known.isBlank() ? uri : known + "," + uri);
            }
        }
    }

    private static void addJar(String uri, SparkContext running) throws IOException {
        Path local = localCopy(uri, running);
        running.addJar(uri);
        if (Thread.currentThread().getContextClassLoader() instanceof SessionClassLoader session) {
            session.add(local.toUri().toURL());
        }
    }

    /** Executors fetch a jar from its address; the driver's class loader needs a local file. */
    private static Path localCopy(String uri, SparkContext running) throws IOException {
        URI parsed = URI.create(uri);
        String scheme = parsed.getScheme();
        Path local;
        if (scheme == null) {
            local = Path.of(uri);
        } else if (scheme.equals("file") || scheme.equals("local")) {
            local = Path.of(parsed.getPath());
        } else {
            running.addFile(uri);
            local = Path.of(
                    SparkFiles.get(Path.of(parsed.getPath()).getFileName().toString()));
        }
        if (!Files.isRegularFile(local)) {
            throw new FileNotFoundException("no file " + local + " on the driver's host");
        }
        return local;
    }

    /** Stops; queued requests are dropped. */
    @Override
    public void close() {
        worker.shutdownNow();
    }
}
