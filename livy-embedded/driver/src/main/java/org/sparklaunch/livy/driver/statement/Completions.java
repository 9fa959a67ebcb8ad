package org.sparklaunch.livy.driver.statement;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Answers requests for completions one after the other on its own thread, in parallel to statements as in Livy. Any thread may
 * call and none waits.
 */
public final class Completions implements AutoCloseable {
    private final EventOutbox outbox;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("completion"));
    private volatile @Nullable Interpreters interpreters;

    /** Makes an instance that returns no completions until {@link #open}. */
    public Completions(EventOutbox outbox) {
        this.outbox = outbox;
    }

    /** Sets the interpreters, which start on demand as for a statement. */
    public void open(Interpreters languages) {
        interpreters = languages;
    }

    /** Queues a request. */
    public void answer(ServerMessage.Complete request) {
        if (!thread.isShutdown()) {
            thread.execute(() -> outbox.post(new DriverMessage.Candidates(request.request(), candidates(request))));
        }
    }

    private List<String> candidates(ServerMessage.Complete request) {
        Interpreters languages = interpreters;
        if (languages == null) {
            return List.of();
        }
        try {
            int cursor = Math.min(Math.max(0, request.cursor()), request.code().length());
            return languages.get(request.kind()).complete(request.code(), cursor);
        } catch (InterpreterStartException | RuntimeException | LinkageError e) {
            System.err.println(
                    "Session driver: no completion of " + request.kind().wireName() + " code: " + e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Drops queued requests. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
