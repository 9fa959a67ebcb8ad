package org.sparklaunch.livy.driver.kernel;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.PrintedOutput;
import org.sparklaunch.livy.driver.output.StatementOutput;

/**
 * Runs the statements of a language in a child process.
 *
 * <p>A statement that ignored its interruption still occupies the child when the next one comes. {@link #isAlive} is false then:
 * the kernel is closed, and the next statement gets a new child.
 */
public final class Kernel implements Interpreter {

    private static final long START_LIMIT_SECONDS = 120;
    private static final long POLL_SECONDS = 3600;
    /** JSON text within JSON text takes at most seven bytes for one. */
    private static final long REPLY_BYTES_PER_OUTPUT_BYTE = 8;

    private static final long REPLY_BYTES_BESIDE_OUTPUT = 16L * 1024 * 1024;

    private final KernelProcess process;
    private final KernelBridge bridge;
    private boolean busy;
    private boolean closed;

    private Kernel(KernelProcess process, KernelBridge bridge) {
        this.process = process;
        this.bridge = bridge;
    }

    /**
     * Starts the child and waits until it is ready.
     *
     * @param bridge what the child calls back into; closed with the kernel, also when the kernel does not start
     * @throws InterpreterStartException when it does not get ready; the message has the end of its error output and the advice
     */
    public static Kernel start(KernelSpec spec, OutputLimits limits, KernelBridge bridge)
            throws InterpreterStartException, InterruptedException {
        KernelProcess process;
        try {
            process =
                    KernelProcess.start(spec, limits.bytes() * REPLY_BYTES_PER_OUTPUT_BYTE + REPLY_BYTES_BESIDE_OUTPUT);
        } catch (IOException e) {
            bridge.close();
            throw new InterpreterStartException("cannot run " + spec + ": " + e.getMessage(), e);
        }
        process.whenDead(bridge::died);
        Kernel kernel = new Kernel(process, bridge);
        boolean ready = false;
        try {
            kernel.greet(spec);
            ready = true;
            return kernel;
        } finally {
            if (!ready) {
                kernel.close();
            }
        }
    }

    private void greet(KernelSpec spec) throws InterpreterStartException, InterruptedException {
        try {
            process.send(spec.greeting());
            Optional<String> reply = process.receive(START_LIMIT_SECONDS);
            if (reply.isEmpty()) {
                throw new InterpreterStartException(spec + " is not ready after " + START_LIMIT_SECONDS
                        + " s; it printed: " + process.end().stderr());
            }
            if (ReplyParser.parse(reply.get()) instanceof StatementOutput.Failure failure) {
                throw new InterpreterStartException(
                        spec + " does not start: " + failure.name() + ": " + failure.message() + "; " + spec.advice());
            }
        } catch (IOException e) {
            KernelEnd end = process.end();
            throw new InterpreterStartException(
                    spec + " does not start (" + end.reason() + "); " + spec.advice() + "; it printed: " + end.stderr(),
                    e);
        }
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        synchronized (this) {
            busy = true;
        }
        String printed = "";
        try {
            process.send(List.of(statement.jobGroup(), statement.code()));
            String reply = awaitReply();
            Optional<String> last = ReplyParser.printedAtEnd(reply);
            if (last.isPresent()) {
                printed = last.get();
                // Nothing follows: the child is about to exit, and its exit code belongs to the answer.
                awaitReply();
            }
            return ReplyParser.parse(reply);
        } catch (IOException e) {
            KernelEnd end = process.end();
            return PrintedOutput.addTo(
                    StatementOutput.failure("Error", "Interpreter died:\n" + end.reason() + "\n" + end.stderr()),
                    printed);
        } finally {
            synchronized (this) {
                busy = false;
            }
        }
    }

    @Override
    public Optional<JobRunner> jobs() {
        return bridge.jobs();
    }

    @Override
    public synchronized boolean isRunning() {
        return process.isAlive() && !closed;
    }

    /** Continues to wait when its thread is interrupted: the child is interrupted, too, and replies to that. */
    private String awaitReply() throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    Optional<String> reply = process.receive(POLL_SECONDS);
                    if (reply.isPresent()) {
                        return reply.get();
                    }
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Sends the signal under the lock, so that it never reaches the next statement. */
    @Override
    public synchronized void interrupt() {
        if (busy && !closed) {
            process.interrupt();
        }
    }

    @Override
    public synchronized boolean isAlive() {
        return process.isAlive() && !busy && !closed;
    }

    @Override
    public void close() {
        boolean idle;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            idle = !busy;
        }
        try {
            if (idle) {
                process.leave();
            } else {
                process.close();
            }
        } finally {
            bridge.close();
        }
    }
}
