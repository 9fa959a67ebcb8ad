package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;

/**
 * A driver on a worker, as Spark's master reports it. While no master answers, the driver keeps its last state. Only
 * {@link #refresh}, which the monitor calls, and the methods that end a driver use the network.
 */
final class WorkerDriverProcess implements DriverProcess {
    private static final Logger log = LoggerFactory.getLogger(WorkerDriverProcess.class);
    private static final long POLL_MILLIS = 100;

    private final String submission;
    private final DriverFolder folder;
    private final MasterClient master;
    private final WorkerOutput output;
    private final OutputCopy stdout;
    private final OutputCopy stderr;
    private final Path errors;
    private volatile Submission last = new Submission(Submission.State.SUBMITTED, null, null);

    /**
     * Creates the process of a submitted driver; its output is copied from the beginning, into files that exist.
     *
     * @param errors the file of the error stream and of notes about the driver; a batch shows both streams as one
     */
    WorkerDriverProcess(String submission, DriverFolder folder, Path errors, MasterClient master, WorkerOutput output) {
        this.submission = submission;
        this.folder = folder;
        this.master = master;
        this.output = output;
        this.stdout = new OutputCopy("stdout", folder.stdout());
        this.errors = errors;
        this.stderr = new OutputCopy("stderr", errors);
    }

    @Override
    public DriverIdentity identity() {
        return new DriverIdentity.OfSubmission(submission);
    }

    String submission() {
        return submission;
    }

    DriverFolder folder() {
        return folder;
    }

    @Override
    public boolean isAlive() {
        return !last.state().isFinal();
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        long begin = System.nanoTime();
        while (isAlive()) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            try {
                ask();
            } catch (IOException e) {
                log.debug("the state of {} is unknown", submission, e);
            }
        }
        return true;
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public void kill() {
        if (isAlive()) {
            try {
                master.kill(submission);
            } catch (IOException e) {
                log.error("cannot kill {}; it ends by itself after a long time without a server", submission, e);
            }
        }
    }

    /** Reads the state from the master and copies new output. */
    void refresh() throws IOException {
        ask();
        copyOutput(last.worker());
    }

    private synchronized void ask() throws IOException {
        Submission before = last;
        if (before.state().isFinal()) {
            return;
        }
        Submission now = master.status(submission);
        if (now.state() != before.state() || !Objects.equals(now.worker(), before.worker())) {
            note(now);
        }
        if (now.state() == Submission.State.FINISHED || now.state() == Submission.State.FAILED) {
            keepExitCode(now.state() == Submission.State.FINISHED ? 0 : 1);
        }
        String worker = now.worker() == null ? before.worker() : now.worker();
        if (now.state().isFinal()) {
            copyOutput(worker);
        }
        // Last: a reader who sees the end finds its exit code and its output.
        last = new Submission(now.state(), worker, now.message());
    }

    private void note(Submission now) {
        String where = now.worker() == null ? "" : " on " + now.worker();
        String why = now.message() == null
                ? ""
                : ": " + now.message().lines().findFirst().orElse("");
        String hint = now.state() == Submission.State.SUBMITTED ? ", waiting for a worker with room for it" : "";
        append("spark-launch: " + submission + " is " + now.state() + where + hint + why + "\n");
    }

    /** Maps Spark's final state to an exit code, which Spark does not report. */
    private void keepExitCode(int code) throws IOException {
        // A session that was deleted has no folder any more.
        if (Files.exists(folder.root()) && !Files.exists(folder.exitCode())) {
            Path next = folder.root().resolve("exit-code.next");
            Files.writeString(next, Integer.toString(code));
            Files.move(next, folder.exitCode());
        }
    }

    private synchronized void copyOutput(@Nullable String worker) {
        if (worker != null) {
            try {
                stdout.update(output, worker, submission);
                stderr.update(output, worker, submission);
            } catch (IOException e) {
                // The worker is not up to it yet, or gone with all that it knew.
                log.debug("cannot copy the output of {}", submission, e);
            }
        }
    }

    private void append(String line) {
        try {
            Files.writeString(errors, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            log.warn("cannot write to the log of {}: {}", submission, line, e);
        }
    }
}
