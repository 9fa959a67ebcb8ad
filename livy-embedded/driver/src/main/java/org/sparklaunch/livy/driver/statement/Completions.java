package org.sparklaunch.livy.driver.statement;

import org.sparklaunch.platform.process.DaemonThreads;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * Answers what code could go on with, one question after the other on a thread of its own: beside the statements, as in
 * Livy, since people type while one runs. Any thread may ask and none waits.
 */
public final class Completions implements AutoCloseable {
    private final EventOutbox outbox;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("completion"));
    private volatile @Nullable Interpreters interpreters;

    /** Makes one that knows nothing until {@link #open}. */
    public Completions(EventOutbox outbox) {
        this.outbox = outbox;
    }

    /** Begins to ask interpreters, which start as they do for a statement. */
    public void open(Interpreters languages) {
        interpreters = languages;
    }

    /** Answers when it has come to that. */
    public void answer(ServerMessage.Complete question) {
        if (!thread.isShutdown()) {
            thread.execute(() -> outbox.post(new DriverMessage.Candidates(question.request(), candidates(question))));
        }
    }

    private List<String> candidates(ServerMessage.Complete question) {
        Interpreters languages = interpreters;
        if (languages == null) {
            return List.of();
        }
        try {
            int cursor =
                    Math.min(Math.max(0, question.cursor()), question.code().length());
            return languages.get(question.kind()).complete(question.code(), cursor);
        } catch (InterpreterStartException | RuntimeException | LinkageError e) {
            System.err.println(
                    "Session driver: no completion of " + question.kind().wireName() + " code: " + e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Forgets what was asked. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
