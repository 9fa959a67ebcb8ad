package org.sparklaunch.livy.driver.statement;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.output.ThrowableOutput;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Runs the statements of the session one at a time, in the order they came, from the moment the session is open.
 *
 * <p>A cancelled statement that waits ends at once. One that runs has its jobs cancelled and its thread interrupted, and ends
 * when its thread and its jobs have ended. Code that ignores the interruption for the grace period and has no Spark job is
 * abandoned: its statement ends, its thread continues without effect on the session, and a new thread takes the next
 * statement. So an endless loop does not cost the session.
 *
 * <p>Any thread may call; none waits for a statement.
 */
public final class StatementLoop implements AutoCloseable {
    private static final long CANCEL_AGAIN_MILLIS = 100;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final String scope;
    private final EventOutbox outbox;
    private final InstantSource clock;
    private final Duration grace;
    private final PolicyGate gate;
    private final Deque<ServerMessage.RunStatement> waiting = new ArrayDeque<>();
    private @Nullable RunningStatement running;
    private @Nullable Thread worker;
    private @Nullable JobControl control;
    private boolean closed;

    /**
     * Makes a loop that queues statements until {@link #open}.
     *
     * @param scope the prefix of the statements' job groups
     * @param gate collects what their job groups use, and judges what they changed
     */
    public StatementLoop(String scope, EventOutbox outbox, InstantSource clock, Duration grace, PolicyGate gate) {
        this.scope = scope;
        this.outbox = outbox;
        this.clock = clock;
        this.grace = grace;
        this.gate = gate;
    }

    /** Starts to run queued statements. */
    public synchronized void open(Interpreters interpreters, JobControl jobs) {
        control = jobs;
        startWorker(interpreters, jobs);
    }

    /** Queues a statement. */
    public synchronized void submit(ServerMessage.RunStatement statement) {
        waiting.add(statement);
        notifyAll();
    }

    /** Cancels a statement that waits or runs; does nothing for one that is unknown or done. */
    public synchronized void cancel(int id) {
        if (waiting.removeIf(statement -> statement.statement() == id)) {
            postFinished(id, StatementState.CANCELLED, null);
        } else if (running != null && running.statement.id() == id && !running.cancelled) {
            running.cancelled = true;
            notifyAll();
        }
    }

    /** Returns whether no statement runs. */
    public synchronized boolean isIdle() {
        return running == null;
    }

    /**
     * Waits until no statement runs.
     *
     * @return false when the limit passed first
     */
    public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (running != null) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /**
     * Reports a failure of the running statement, whose thread will not return because the JVM exits.
     *
     * @return false when no statement runs
     */
    public synchronized boolean failRunning() {
        RunningStatement lost = running;
        if (lost == null) {
            return false;
        }
        running = null;
        int id = lost.statement.id();
        postFinished(id, lost.finalState(), lost.interruptedOutput().toJson(id));
        notifyAll();
        return true;
    }

    private void startWorker(Interpreters interpreters, JobControl jobs) {
        Thread thread = DaemonThreads.create("statement-worker", () -> work(interpreters, jobs));
        worker = thread;
        thread.start();
        DaemonThreads.start("statement-canceller", () -> watch(thread, interpreters, jobs));
    }

    private void work(Interpreters interpreters, JobControl jobs) {
        try {
            RunningStatement next = take();
            while (next != null) {
                jobs.begin(next.statement);
                StatementOutput output = run(next, interpreters);
                awaitJobs(next, jobs);
                jobs.end(next.statement);
                finish(next, output);
                next = take();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts a worker between statements.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a statement; returns null to a worker that has to end. */
    private synchronized @Nullable RunningStatement take() throws InterruptedException {
        while (isCurrentWorker()) {
            ServerMessage.RunStatement next = waiting.poll();
            if (next != null) {
                StatementInput statement = new StatementInput(next.statement(), next.code(), group(next.statement()));
                gate.used().open(statement.jobGroup());
                running = new RunningStatement(statement, next.kind(), Thread.currentThread());
                long now = clock.millis();
                outbox.post(sequence -> new DriverMessage.StatementStarted(sequence, statement.id(), now));
                return running;
            }
            wait();
        }
        return null;
    }

    private String group(int statement) {
        return scope + "statement-" + statement;
    }

    private boolean isCurrentWorker() {
        return !closed && worker == Thread.currentThread();
    }

    /** A refused change of the catalog counts more than the output, also than a failure. */
    private StatementOutput run(RunningStatement next, Interpreters interpreters) {
        StatementOutput output = execute(next, interpreters);
        try {
            gate.changes().settle(output instanceof StatementOutput.Success);
            return output;
        } catch (Throwable e) {
            // Scala throws checked exceptions without declaring them, and the worker has to outlive each.
            return ThrowableOutput.of(e);
        }
    }

    private StatementOutput execute(RunningStatement next, Interpreters interpreters) {
        try {
            Interpreter interpreter = interpreters.get(next.kind);
            synchronized (this) {
                next.interpreter = interpreter;
            }
            return interpreter.execute(next.statement);
        } catch (InterpreterStartException e) {
            return StatementOutput.failure(
                    "InterpreterError", "Fail to start interpreter " + next.kind.wireName() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            // finish() decides under the lock whether the interruption still matters.
            Thread.currentThread().interrupt();
            return StatementOutput.failure("Error", "the statement was cancelled");
        } catch (Throwable e) {
            return ThrowableOutput.of(e);
        }
    }

    /** Waits until the Spark jobs of a cancelled statement have ended: Spark's own threads may have submitted some late. */
    private void awaitJobs(RunningStatement done, JobControl jobs) {
        boolean interrupted = Thread.interrupted();
        if (done.interpreter != null && !done.interpreter.isAlive()) {
            // No thread waits for the jobs of a process that died.
            jobs.cancel(done.statement);
        }
        if (isCancelled(done)) {
            // Behind everything that this thread submitted, so that Spark finds it.
            jobs.cancel(done.statement);
        }
        while (isCancelled(done) && jobs.isActive(done.statement)) {
            synchronized (this) {
                try {
                    TimeUnit.MILLISECONDS.timedWait(this, LOOK_AGAIN_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isCancelled(RunningStatement statement) {
        return statement.cancelled && !closed;
    }

    /** Reports the end, unless the statement was abandoned and has been reported. */
    private void finish(RunningStatement done, StatementOutput output) {
        int id = done.statement.id();
        String json = output.toJson(id);
        synchronized (this) {
            if (running != done) {
                return;
            }
            running = null;
            // A cancellation that came too late must not hit the next statement.
            if (Thread.interrupted() && closed) {
                Thread.currentThread().interrupt();
            }
            postFinished(id, done.finalState(), json);
            notifyAll();
        }
    }

    /** Stops the cancelled statements of one worker, and replaces a worker whose code does not stop. */
    private void watch(Thread watched, Interpreters interpreters, JobControl jobs) {
        try {
            RunningStatement victim = awaitCancelled(watched);
            while (victim != null) {
                if (!stop(victim, jobs)) {
                    abandon(victim, interpreters, jobs);
                }
                victim = awaitCancelled(watched);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized @Nullable RunningStatement awaitCancelled(Thread watched) throws InterruptedException {
        while (!closed && worker == watched) {
            if (running != null && running.cancelled) {
                return running;
            }
            wait();
        }
        return null;
    }

    /** Returns false for code that ignores its interruption and has no Spark job. */
    private boolean stop(RunningStatement victim, JobControl jobs) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < end || jobs.isActive(victim.statement)) {
            jobs.cancel(victim.statement);
            synchronized (this) {
                if (running == victim) {
                    TimeUnit.MILLISECONDS.timedWait(this, CANCEL_AGAIN_MILLIS);
                }
                if (running != victim) {
                    return true;
                }
            }
            if (!interrupted) {
                // After the jobs, so that a statement that waits for a job ends with Spark's error of the job.
                interrupt(victim);
                interrupted = true;
            }
        }
        return false;
    }

    private synchronized void interrupt(RunningStatement victim) {
        // Under the lock, so that the thread cannot have moved on to another statement.
        if (running == victim) {
            victim.thread.interrupt();
            if (victim.interpreter != null) {
                victim.interpreter.interrupt();
            }
        }
    }

    private synchronized void abandon(RunningStatement victim, Interpreters interpreters, JobControl jobs) {
        if (running != victim || closed) {
            return;
        }
        running = null;
        jobs.stopReporting(victim.statement);
        int id = victim.statement.id();
        StatementOutput output = StatementOutput.failure(
                "Error",
                "the statement was cancelled and did not react within " + grace.toMillis()
                        + " ms: its code continues in the background, the session is free");
        postFinished(id, StatementState.CANCELLED, output.toJson(id));
        startWorker(interpreters, jobs);
    }

    private void postFinished(int id, StatementState state, @Nullable String output) {
        long now = clock.millis();
        gate.used()
                .close(group(id))
                .ifPresent(names -> outbox.post(
                        sequence -> new DriverMessage.ResourcesUsed(sequence, id, 0, names.reads(), names.writes())));
        outbox.post(sequence -> new DriverMessage.StatementFinished(sequence, id, state, output, now));
    }

    /** Cancels the running statement and drops waiting ones, without a report. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        if (running != null) {
            if (control != null) {
                control.cancel(running.statement);
            }
            interrupt(running);
        }
        running = null;
        if (worker != null) {
            worker.interrupt();
        }
        notifyAll();
    }
}
