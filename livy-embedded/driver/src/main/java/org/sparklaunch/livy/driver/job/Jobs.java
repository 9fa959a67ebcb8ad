package org.sparklaunch.livy.driver.job;

import org.sparklaunch.platform.process.DaemonThreads;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * The session's jobs, each on a thread of its own from the moment the session is open, as Livy's driver has them.
 *
 * <p>A cancelled job has ended for the client at once. Its Spark jobs are cancelled and its thread interrupted again and
 * again for the grace period; code that ignores both goes on without an audience. Any thread may call; none waits for a job.
 */
public final class Jobs implements AutoCloseable {
    /** Half of what a frame to the server holds: the rest of the message and a margin. */
    private static final int LONGEST_RESULT = DriverConnection.MAX_FRAME_BYTES / 2;

    private static final long CANCEL_AGAIN_MILLIS = 100;

    private final EventOutbox outbox;
    private final Duration grace;
    private final Map<Integer, OpenJob> open = new HashMap<>();
    private final List<OpenJob> waiting = new ArrayList<>();
    private @Nullable Session session;
    private boolean closed;

    /** What jobs need of an open session. */
    private record Session(RunnerLookup runners, JobGroups groups, ClassLoader loader) {}

    /** Finds who runs jobs of a kind; may take as long as an interpreter takes to start. */
    public interface RunnerLookup {
        JobRunner find(SessionKind kind) throws Exception;
    }

    /** How a job reaches its Spark jobs. */
    public interface JobGroups {

        /** Spark jobs started by the calling thread and its children belong to the group from here on. */
        void begin(String group);

        /** Ends those of the group that run now. */
        void cancel(String group);
    }

    /** Guarded by the lock of the enclosing object. */
    private static final class OpenJob {
        final int id;
        final SessionKind kind;
        final String payload;

        @Nullable
        Thread thread;

        @Nullable
        JobRunner runner;

        OpenJob(ServerMessage.RunJob order) {
            this.id = order.job();
            this.kind = order.kind();
            this.payload = order.payload();
        }

        String group() {
            return "job-" + id;
        }
    }

    /** Makes jobs that wait until {@link #open}. */
    public Jobs(EventOutbox outbox, Duration grace) {
        this.outbox = outbox;
        this.grace = grace;
    }

    /** Begins to run what waits. The calling thread's class loader is the one that jobs see. */
    public synchronized void open(RunnerLookup runners, JobGroups groups) {
        session = new Session(runners, groups, Thread.currentThread().getContextClassLoader());
        waiting.forEach(this::start);
        waiting.clear();
    }

    /** Takes a job. */
    public synchronized void submit(ServerMessage.RunJob order) {
        OpenJob job = new OpenJob(order);
        open.put(job.id, job);
        if (session == null) {
            waiting.add(job);
        } else {
            start(job);
        }
    }

    /** Ends the job whether it waits or runs; does nothing for one that is unknown or done. */
    public synchronized void cancel(int id) {
        OpenJob job = open.remove(id);
        if (job == null) {
            return;
        }
        waiting.remove(job);
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
                // Whatever user code throws, errors included, is the job's failure and not the driver's.
                finish(job, JobState.FAILED, null, stackTrace(e));
            }
        }
        synchronized (this) {
            job.thread = null;
            notifyAll();
        }
    }

    private String execute(OpenJob job, Session current) throws Exception {
        current.groups().begin(job.group());
        JobRunner runner = current.runners().find(job.kind);
        synchronized (this) {
            job.runner = runner;
        }
        return runner.run(job.group(), job.payload);
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
            outbox.post(sequence -> new DriverMessage.JobFinished(sequence, job.id, state, result, error));
        }
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
                // Again and again: code between two Spark jobs starts the next one.
                current.groups().cancel(job.group());
                running = interrupt(job);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits a moment for the job's end, then asks for it; under the lock, so that the thread is still the job's. */
    private synchronized boolean interrupt(OpenJob job) throws InterruptedException {
        if (job.thread != null) {
            TimeUnit.MILLISECONDS.timedWait(this, CANCEL_AGAIN_MILLIS);
        }
        if (job.thread == null) {
            return false;
        }
        if (job.runner != null) {
            job.runner.interrupt(job.group());
        }
        job.thread.interrupt();
        return true;
    }

    /** Interrupts what runs and forgets what waits. Nothing more is reported. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        for (OpenJob job : open.values()) {
            if (job.thread != null) {
                job.thread.interrupt();
            }
        }
        open.clear();
    }
}
