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
 * The jobs of one Python kernel. Its Python half fetches them here, rather than being called: a Python that listens for
 * calls would do so for every user of the machine. Public methods of public types, since py4j calls by reflection.
 */
public final class PythonJobs implements JobRunner {
    private static final long LOOK_AGAIN_SECONDS = 60;

    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> running = new ConcurrentHashMap<>();

    /**
     * What Python is to do next.
     *
     * @param payload the job to run, or null to interrupt the one of this group that runs
     */
    public record Order(String group, @Nullable String payload) {}

    @Override
    public String run(String group, String payload) throws Exception {
        CompletableFuture<String> result = new CompletableFuture<>();
        running.put(group, result);
        try {
            orders.add(new Order(group, payload));
            return result.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof PythonJobException failure ? failure : e;
        } finally {
            running.remove(group);
        }
    }

    @Override
    public void interrupt(String group) {
        orders.add(new Order(group, null));
    }

    /** Called by Python: waits for an order; null when there was none for a while. */
    public @Nullable Order next() throws InterruptedException {
        return orders.poll(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** Called by Python: a job ended. */
    public void succeeded(String group, String result) {
        CompletableFuture<String> waiting = running.get(group);
        if (waiting != null) {
            waiting.complete(result);
        }
    }

    /** Called by Python: a job raised an exception. */
    public void failed(String group, String traceback) {
        CompletableFuture<String> waiting = running.get(group);
        if (waiting != null) {
            waiting.completeExceptionally(new PythonJobException(traceback));
        }
    }

    /** Fails what runs: the kernel is gone. */
    void close() {
        running.values()
                .forEach(waiting -> waiting.completeExceptionally(
                        new PythonJobException("the Python process of the session ended while the job ran")));
    }
}
