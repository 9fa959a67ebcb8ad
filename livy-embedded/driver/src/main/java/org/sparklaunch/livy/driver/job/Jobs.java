package org.sparklaunch.livy.driver.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.policy.UsedResources;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Runs the session's jobs, each on its own thread from the moment the session is open, as Livy's driver does.
 *
 * <p>A cancelled job ends for the client at once. Its Spark jobs are cancelled, those that start later included, and its thread
 * is interrupted repeatedly for the grace period. Code that ignores this continues without effect on the session. Any thread
 * may call; none waits for a job.
 */
public final class Jobs implements AutoCloseable {
    /** Half of a frame; the rest is a margin for the other fields of the message. */
    private static final int LONGEST_RESULT = DriverConnection.MAX_FRAME_BYTES / 2;

    private static final long CANCEL_AGAIN_MILLIS = 100;

    private final String scope;
    private final EventOutbox outbox;
    private final Duration grace;
    private final UsedResources used;
    private final Map<Integer, OpenJob> open = new HashMap<>();
    private final List<OpenJob> waiting = new ArrayList<>();
    private @Nullable Session session;
    private boolean closed;

    /** The parts of an open session that jobs use. */
    private record Session(RunnerLookup runners, JobGroups groups, ClassLoader loader) {}

    /** Finds the runner for jobs of a kind; may take as long as the start of an interpreter. */
    public interface RunnerLookup {
        JobRunner find(SessionKind kind) throws Exception;
    }

    /** Guarded by the lock of the enclosing object. */
    private static final class OpenJob {
        final int id;
        final SessionKind kind;
        final String payload;
        final String group;

        @Nullable
        Thread thread;

        @Nullable
        JobRunner runner;

        OpenJob(ServerMessage.RunJob message, String scope) {
            this.id = message.job();
            this.kind = message.kind();
            this.payload = message.payload();
            this.group = scope + "job-" + id;
        }
    }

    /**
     * Makes an instance that queues jobs until {@link #open}.
     *
     * @param scope the prefix of the jobs' Spark job groups
     * @param used collects what their job groups use
     */
    public Jobs(String scope, EventOutbox outbox, Duration grace, UsedResources used) {
        this.scope = scope;
        this.outbox = outbox;
        this.grace = grace;
        this.used = used;
    }

    /** Starts queued jobs. Jobs use the calling thread's class loader. */
    public synchronized void open(RunnerLookup runners, JobGroups groups) {
        session = new Session(runners, groups, Thread.currentThread().getContextClassLoader());
        waiting.forEach(this::start);
        waiting.clear();
    }

    /** Starts a job, or queues it until the session is open. */
    public synchronized void submit(ServerMessage.RunJob message) {
        OpenJob job = new OpenJob(message, scope);
        open.put(job.id, job);
        if (session == null) {
            waiting.add(job);
        } else {
            start(job);
        }
    }

    /** Cancels a job that waits or runs; does nothing for one that is unknown or done. */
    public synchronized void cancel(int id) {
        OpenJob job = open.remove(id);
        if (job == null) {
            return;
        }
        waiting.remove(job);
        reportUse(job);
        outbox.post(sequence -> new DriverMessage.JobFinished(sequence, id, JobState.CANCELLED, null, null));
        if (job.thread != null && session != null) {
            Session current = session;
            DaemonThreads.start("job-canceller-" + id, () -> stop(job, current));
        }
    }

    private void start(OpenJob job) {
        Session current = session;
        if (current == null || closed) {
            return;
        }
        job.thread = DaemonThreads.start("job-" + job.id, () -> run(job, current));
    }

    private void run(OpenJob job, Session current) {
        Thread.currentThread().setContextClassLoader(current.loader());
        if (isOpen(job)) {
            outbox.post(sequence -> new DriverMessage.JobStarted(sequence, job.id));
            try {
                finish(job, JobState.SUCCEEDED, checked(execute(job, current)), null);
            } catch (Throwable e) {
                // User code may throw errors too; they fail the job, not the driver.
                finish(job, JobState.FAILED, null, stackTrace(e));
            }
        }
        synchronized (this) {
            job.thread = null;
            notifyAll();
        }
    }

    private String execute(OpenJob job, Session current) throws Exception {
        used.open(job.group);
        current.groups().begin(job.group);
        try {
            JobRunner runner = current.runners().find(job.kind);
            synchronized (this) {
                job.runner = runner;
            }
            return runner.run(job.group, job.payload);
        } finally {
            current.groups().end(job.group);
        }
    }

    private synchronized boolean isOpen(OpenJob job) {
        return open.containsKey(job.id);
    }

    private static String checked(String result) {
        if (result.length() > LONGEST_RESULT) {
            throw new IllegalStateException("the job's result has " + result.length()
                    + " bytes as base64, the server takes " + LONGEST_RESULT + "; write it to a file or table instead");
        }
        return result;
    }

    /** Reports the end, unless the job was cancelled and has been reported. */
    private synchronized void finish(OpenJob job, JobState state, @Nullable String result, @Nullable String error) {
        if (open.remove(job.id) != null && !closed) {
            reportUse(job);
            outbox.post(sequence -> new DriverMessage.JobFinished(sequence, job.id, state, result, error));
        }
    }

    private void reportUse(OpenJob job) {
        used.close(job.group)
                .ifPresent(names -> outbox.post(sequence ->
                        new DriverMessage.ResourcesUsed(sequence, -1, job.id, names.reads(), names.writes())));
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private void stop(OpenJob job, Session current) {
        long end = System.nanoTime() + grace.toNanos();
        try {
            boolean running = true;
            while (running && System.nanoTime() < end) {
                current.groups().cancel(job.group);
                running = interrupt(job);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a moment for the job's end, then interrupts it; under the lock, so that the thread is still the job's. */
    private synchronized boolean interrupt(OpenJob job) throws InterruptedException {
        if (job.thread != null) {
            TimeUnit.MILLISECONDS.timedWait(this, CANCEL_AGAIN_MILLIS);
        }
        if (job.thread == null) {
            return false;
        }
        if (job.runner != null) {
            job.runner.interrupt(job.group);
        }
        job.thread.interrupt();
        return true;
    }

    /** Cancels running jobs and drops waiting ones, without a report. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        for (OpenJob job : open.values()) {
            if (job.thread != null) {
                if (session != null) {
                    session.groups().cancel(job.group);
                }
                job.thread.interrupt();
            }
        }
        open.clear();
    }
}
