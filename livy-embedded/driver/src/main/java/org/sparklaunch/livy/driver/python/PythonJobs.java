package org.sparklaunch.livy.driver.python;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.JobRunner;

/**
 * Runs the jobs of one Python kernel. Its Python half fetches them here and is not called: a Python that listens for calls would
 * do so for every user of the machine. Methods and types are public, since py4j calls by reflection.
 */
public final class PythonJobs implements JobRunner {
    private static final long POLL_SECONDS = 60;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> running = new ConcurrentHashMap<>();

    /**
     * The next thing for Python to do.
     *
     * @param payload the job to run, or null to interrupt the one of this group that runs
     */
    public record Request(String group, @Nullable String payload) {}

    @Override
    public String run(String group, String payload) throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        running.put(group, result);
        try {
            requests.add(new Request(group, payload));
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PythonJobException failure ? failure : e;
        } finally {
            running.remove(group);
        }
    }

    @Override
    public void interrupt(String group) {
        requests.add(new Request(group, null));
    }

    /** Called by Python: waits for a request. Returns null when there was none for a while. */
    public @Nullable Request next() throws InterruptedException {
        return requests.poll(POLL_SECONDS, TimeUnit.SECONDS);
    }

    /** Called by Python: ends a job with its result. */
    public void succeeded(String group, String result) {
        CompletableFuture<String> waiting = running.get(group);
        if (waiting != null) {
            waiting.complete(result);
        }
    }

    /** Called by Python: ends a job with its traceback. */
    public void failed(String group, String traceback) {
        CompletableFuture<String> waiting = running.get(group);
        if (waiting != null) {
            waiting.completeExceptionally(new PythonJobException(traceback));
        }
    }

    /** Fails the jobs that run: the kernel is gone. */
    void close() {
        running.values()
                .forEach(waiting -> waiting.completeExceptionally(
                        new PythonJobException("the Python process of the session ended while the job ran")));
    }
}
