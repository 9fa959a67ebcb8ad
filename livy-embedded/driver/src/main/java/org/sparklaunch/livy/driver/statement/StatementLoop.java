package org.sparklaunch.livy.driver.statement;

import org.sparklaunch.platform.process.DaemonThreads;
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
import org.sparklaunch.livy.driver.interpreter.StatementOutput;
import org.sparklaunch.livy.driver.interpreter.ThrowableOutput;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.StatementState;

/**
 * Runs the statements of the session one at a time, in the order they came, from the moment the session is open.
 *
 * <p>A cancelled statement that waits ends at once. One that runs has its jobs cancelled and its thread interrupted; code
 * that ignores both for the grace period is abandoned: its statement ends, its thread goes on without an audience, and a
 * new thread takes the next statement. So a session is never lost to a loop that nobody can stop.
 *
 * <p>Any thread may call; none waits for a statement.
 */
public final class StatementLoop implements AutoCloseable {
    private static final long CANCEL_AGAIN_MILLIS = 100;

    private final String scope;
    private final EventOutbox outbox;
    private final InstantSource clock;
    private final Duration grace;
    private final Deque<ServerMessage.RunStatement> waiting = new ArrayDeque<>();
    private @Nullable RunningStatement running;
    private @Nullable Thread worker;
    private boolean closed;

    /**
     * Makes a loop that queues statements until {@link #open}.
     *
     * @param scope stands before the names of the statements' job groups
     */
    public StatementLoop(String scope, EventOutbox outbox, InstantSource clock, Duration grace) {
        this.scope = scope;
        this.outbox = outbox;
        this.clock = clock;
        this.grace = grace;
    }

    /** Begins to run what is queued. */
    public synchronized void open(Interpreters interpreters, JobControl jobs) {
        startWorker(interpreters, jobs);
    }

    /** Queues a statement. */
    public synchronized void submit(ServerMessage.RunStatement statement) {
        waiting.add(statement);
        notifyAll();
    }

    /** Ends the statement whether it waits or runs; does nothing for one that is unknown or done. */
    public synchronized void cancel(int id) {
        if (waiting.removeIf(statement -> statement.statement() == id)) {
            postFinished(id, StatementState.CANCELLED, null);
        } else if (running != null && running.statement.id() == id && !running.cancelled) {
            running.cancelled = true;
            notifyAll();
        }
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
                jobs.end(next.statement);
                finish(next, output);
                next = take();
            }
        } catch (InterruptedException e) {
            // Only close() interrupts a worker between statements.
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a statement; null for a worker that is to end. */
    private synchronized @Nullable RunningStatement take() throws InterruptedException {
        while (isCurrentWorker()) {
            ServerMessage.RunStatement next = waiting.poll();
            if (next != null) {
                StatementInput statement =
                        new StatementInput(next.statement(), next.code(), scope + "statement-" + next.statement());
                running = new RunningStatement(statement, next.kind(), Thread.currentThread());
                long now = clock.millis();
                outbox.post(sequence -> new DriverMessage.StatementStarted(sequence, statement.id(), now));
                return running;
            }
            wait();
        }
        return null;
    }

    private boolean isCurrentWorker() {
        return !closed && worker == Thread.currentThread();
    }

    private StatementOutput run(RunningStatement next, Interpreters interpreters) {
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
            // finish() decides under the lock whether an interruption still means anything.
            Thread.currentThread().interrupt();
            return StatementOutput.failure("Error", "The statement was cancelled");
        } catch (Throwable e) {
            return ThrowableOutput.of(e);
        }
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
            postFinished(id, done.cancelled ? StatementState.CANCELLED : StatementState.AVAILABLE, json);
            notifyAll();
        }
    }

    /** Sees to the cancelled statements of one worker, and replaces a worker that does not come back from one. */
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

    private boolean stop(RunningStatement victim, JobControl jobs) throws InterruptedException {
        long end = System.nanoTime() + grace.toNanos();
        boolean interrupted = false;
        while (System.nanoTime() < end) {
            // Again and again: code between two jobs starts the next one.
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
                // Second, so that a statement that waits for a job ends with Spark's word on the job.
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
        jobs.end(victim.statement);
        int id = victim.statement.id();
        StatementOutput output = StatementOutput.failure(
                "Error",
                "The statement was cancelled and did not react within " + grace.toMillis()
                        + " ms: its code goes on in the background, the session is free");
        postFinished(id, StatementState.CANCELLED, output.toJson(id));
        startWorker(interpreters, jobs);
    }

    private void postFinished(int id, StatementState state, @Nullable String output) {
        long now = clock.millis();
        outbox.post(sequence -> new DriverMessage.StatementFinished(sequence, id, state, output, now));
    }

    /** Interrupts what runs and forgets what waits. Nothing more is reported. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        if (running != null) {
            interrupt(running);
        }
        running = null;
        if (worker != null) {
            worker.interrupt();
        }
        notifyAll();
    }

    /** How the loop reaches a statement's Spark jobs. */
    public interface JobControl {

        /** Jobs started by the calling thread and its children belong to the statement from here on. */
        void begin(StatementInput statement);

        /** Nothing more is told of the statement. */
        void end(StatementInput statement);

        /** Ends the statement's jobs that run now. */
        void cancel(StatementInput statement);
    }
}
