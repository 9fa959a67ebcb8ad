package org.sparklaunch.livy.driver.kernel;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.sparklaunch.livy.driver.row.JsonText;
import org.sparklaunch.platform.process.DaemonThreads;

/** The running child with its threads and its guard. Any thread may close it; one thread at a time may send and receive. */
final class KernelProcess implements AutoCloseable {

    private static final int END_SECONDS = 2;

    private final Process child;
    private final ProcessGroup group;
    private final Process guard;
    private final Replies replies;
    private final StderrTail stderr;
    private final Thread stderrThread;

    private KernelProcess(Process child, ProcessGroup group, Process guard, KernelThreads threads) {
        this.child = child;
        this.group = group;
        this.guard = guard;
        this.replies = threads.replies();
        this.stderr = threads.stderr();
        this.stderrThread = threads.stderrThread();
    }

    private record KernelThreads(Replies replies, StderrTail stderr, Thread stderrThread) {}

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
        StderrTail stderr = new StderrTail(child.getErrorStream(), System.err);
        DaemonThreads.start(spec.language() + "-kernel-replies", replies);
        Thread stderrThread = DaemonThreads.start(spec.language() + "-kernel-stderr", stderr);
        return new KernelProcess(child, group, guard, new KernelThreads(replies, stderr, stderrThread));
    }

    /** Runs the action when the child is dead, whatever ended it. */
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

    /** Waits a moment for the child to end by itself, kills it if it does not, and returns how it ended. */
    KernelEnd end() throws InterruptedException {
        boolean byItself = child.waitFor(END_SECONDS, TimeUnit.SECONDS);
        group.kill();
        child.waitFor(END_SECONDS, TimeUnit.SECONDS);
        stderrThread.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        return byItself ? KernelEnd.of(child.exitValue(), stderr.tail()) : KernelEnd.ofKilled(stderr.tail());
    }

    /** Gives an idle child a moment to end by itself, then kills what is left. */
    void leave() {
        try {
            child.getOutputStream().close();
            child.waitFor(END_SECONDS, TimeUnit.SECONDS);
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
