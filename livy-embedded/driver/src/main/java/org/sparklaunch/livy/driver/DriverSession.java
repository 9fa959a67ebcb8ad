package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerLink;
import org.sparklaunch.livy.driver.link.ServerMessageHandler;
import org.sparklaunch.livy.driver.link.SessionMessageHandler;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.policy.PolicyGates;
import org.sparklaunch.livy.driver.statement.SparkJobs;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * Runs a driver from its first connection to its end: Spark, the session that the driver was started for, and its guests.
 *
 * <p>A statement that ends Spark or the JVM is answered first. Livy shows no statements of a dead session, so the driver stays a
 * few seconds longer, in which clients read the answer.
 */
final class DriverSession implements ServerMessageHandler {
    /** How long a statement that stopped Spark may still run. */
    private static final Duration LAST_STATEMENT = Duration.ofSeconds(10);

    /** How long the answer of the last statement can be read before the session is dead. */
    private static final Duration READABLE = Duration.ofSeconds(5);

    private final DriverSettings settings;
    private final Runnable ending;
    private final EventOutbox outbox = new EventOutbox();
    private final PolicyGates gates;
    private final OwnSettings own;
    private final SessionRuntime work;
    private final GuestSessions guests;
    private final CompletableFuture<SparkSession> up = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<EndReason> end = new CompletableFuture<>();
    /** Opens when no client reads answers any more. */
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * Makes a session that has not begun.
     *
     * @param ending called once when the end was requested, before anything is closed
     */
    DriverSession(DriverSettings settings, Map<SessionKind, InterpreterFactory> languages, Runnable ending) {
        this.settings = settings;
        this.ending = ending;
        PolicyGate gate = PolicyGate.open();
        this.gates = new PolicyGates(gate);
        this.own = new OwnSettings(gates, gate);
        this.work = new SessionRuntime("", languages, outbox, gates, gate);
        this.guests = new GuestSessions(settings, languages, gates, outbox);
    }

    /**
     * Serves the session to its end.
     *
     * @return the reason of an orderly end
     * @throws IOException when Spark did not start; the server was told if it could be reached
     */
    EndReason serve() throws IOException {
        try (ServerLink link = new ServerLink(settings.server(), outbox, this)) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::answerBeforeExit, "driver-last-answer"));
            link.start();
            SparkSession spark = startSpark();
            try {
                return serve(spark);
            } finally {
                // Spark's own report of its end needs no reaction from here on.
                end.complete(EndReason.SHUTDOWN);
                spark.stop();
            }
        }
    }

    private SparkSession startSpark() throws IOException {
        try {
            return SparkSessionStarter.start(
                    settings.workDir().resolve("repl-classes"),
                    gates,
                    settings.allowedFolders(),
                    settings.clusterSecret());
        } catch (IOException | RuntimeException | Error e) {
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            outbox.awaitAcknowledged();
            throw e;
        }
    }

    private EndReason serve(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        JobGroups groups = SparkJobGroups.of(context);
        SparkJobs sparkJobs = new SparkJobs(spark, groups, outbox::post, () -> end(EndReason.SPARK_ENDED));
        var environment = new InterpreterEnvironment(spark, own.sessions(spark), settings.workDir(), settings.limits());
        try (SessionRuntime.Open open = work.open(environment, groups, sparkJobs, settings.server());
                GuestSessions openGuests = guests) {
            if (!settings.warmKinds().isEmpty()) {
                new WarmUp(open.interpreters(), context, settings.workDir()).run(settings.warmKinds(), end);
            }
            reportReady(context);
            up.complete(spark);
            openGuests.open(spark, groups);
            EndReason reason = end.join();
            if (reason == EndReason.SPARK_ENDED) {
                awaitLastAnswer();
            } else if (reason == EndReason.CLAIM_FAILED) {
                outbox.awaitAcknowledged();
            }
            return reason;
        }
    }

    private void reportReady(SparkContext context) {
        outbox.post(sequence -> ready(sequence, context));
    }

    /** Builds the event that statements can run. */
    static DriverMessage.SessionReady ready(long sequence, SparkContext context) {
        @Nullable
        String uiUrl = context.uiWebUrl().isDefined() ? context.uiWebUrl().get() : null;
        return new DriverMessage.SessionReady(sequence, context.applicationId(), uiUrl);
    }

    /** Waits until the statement that stopped Spark was answered and read. */
    private void awaitLastAnswer() {
        try {
            if (work.statements().isIdle()) {
                outbox.awaitAcknowledged();
            } else {
                work.statements().awaitIdle(LAST_STATEMENT);
                awaitReadable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReadable() throws InterruptedException {
        outbox.awaitEmpty(EventOutbox.ACKNOWLEDGE_LIMIT);
        released.await(READABLE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Answers a statement that made the JVM exit; runs as a shutdown hook, beside Spark's. */
    private void answerBeforeExit() {
        try {
            if (released.getCount() > 0 && work.statements().failRunning()) {
                awaitReadable();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public SessionMessageHandler work() {
        return work;
    }

    @Override
    public void claim(ServerMessage.Claim claim) {
        if (claimed.compareAndSet(false, true)) {
            var unused = up.thenAccept(spark -> apply(claim, spark));
        }
    }

    private void apply(ServerMessage.Claim claim, SparkSession spark) {
        try {
            own.apply(claim.settings(), spark);
            WarmUp.awaken(spark.sparkContext());
            reportReady(spark.sparkContext());
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared; the failure of this future is read nowhere else.
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            end(EndReason.CLAIM_FAILED);
        }
    }

    @Override
    public void host(ServerMessage.Host wanted) {
        guests.host(wanted);
    }

    @Override
    public void end(EndReason reason) {
        if (reason != EndReason.SPARK_ENDED) {
            released.countDown();
        }
        if (end.complete(reason)) {
            ending.run();
        }
    }
}
