package org.sparklaunch.livy.driver.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.livy.driver.interpreter.JsonText;
import org.sparklaunch.platform.process.DaemonThreads;

/** The running child with its threads and its guard. Any thread may close; one at a time may converse. */
final class KernelProcess implements AutoCloseable {

    private static final int FAREWELL_SECONDS = 2;

    private final Process child;
    private final ProcessGroup group;
    private final Process guard;
    private final Replies replies;
    private final StderrTail lastWords;
    private final Thread lastWordsThread;

    private KernelProcess(Process child, ProcessGroup group, Process guard, KernelThreads threads) {
        this.child = child;
        this.group = group;
        this.guard = guard;
        this.replies = threads.replies();
        this.lastWords = threads.lastWords();
        this.lastWordsThread = threads.lastWordsThread();
    }

    private record KernelThreads(Replies replies, StderrTail lastWords, Thread lastWordsThread) {}

    /**
     * Starts the child; it has not been greeted yet.
     *
     * @throws IOException when the program cannot be run
     */
    static KernelProcess start(KernelSpec spec, long longestReply) throws IOException {
        Process child = spec.processBuilder().start();
        ProcessGroup group = new ProcessGroup(child.pid());
        Process guard;
        try {
            guard = group.guard();
        } catch (IOException e) {
            child.destroyForcibly();
            throw e;
        }
        // A grandchild that outlives the child would hold the pipes open and hide its end.
        CompletableFuture<Void> unused = child.onExit().thenRun(group::kill);
        Replies replies = new Replies(child.getInputStream(), longestReply);
        StderrTail lastWords = new StderrTail(child.getErrorStream(), System.err);
        DaemonThreads.start(spec.language() + "-kernel-replies", replies);
        Thread lastWordsThread = DaemonThreads.start(spec.language() + "-kernel-stderr", lastWords);
        return new KernelProcess(child, group, guard, new KernelThreads(replies, lastWords, lastWordsThread));
    }

    /** Tells of the child's death, however it comes. */
    void whenDead(Runnable action) {
        CompletableFuture<Void> unused = child.onExit().thenRun(action);
    }

    boolean isAlive() {
        return child.isAlive();
    }

    void send(List<String> request) throws IOException {
        String line = JsonText.of(json -> {
            json.writeStartArray();
            for (String text : request) {
                json.writeString(text);
            }
            json.writeEndArray();
        });
        OutputStream requests = child.getOutputStream();
        requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        requests.flush();
    }

    Optional<String> receive(long limitSeconds) throws IOException, InterruptedException {
        return replies.next(limitSeconds);
    }

    void interrupt() {
        group.interrupt();
    }

    /** Makes sure that the child is dead, and tells what it said at last. */
    String die() throws InterruptedException {
        group.kill();
        child.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
        lastWordsThread.join(TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS));
        return lastWords.text();
    }

    /** Lets an idle child leave by itself for a moment, then kills what is left. */
    void leave() {
        try {
            child.getOutputStream().close();
            child.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS);
        } catch (IOException alreadyDead) {
            child.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        try {
            group.kill();
        } finally {
            child.destroyForcibly();
            guard.destroyForcibly();
        }
    }
}
