package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
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
 * A driver's life from the first dial to the last process gone: Spark, the session that it was started for, and those that
 * are its guests.
 */
final class DriverSession implements ServerMessageHandler {
    private static final long LAST_WORDS_MILLIS = 5_000;

    private final DriverSettings settings;
    private final Runnable ending;
    private final EventOutbox outbox = new EventOutbox();
    private final PolicyGates gates;
    private final SessionRuntime work;
    private final GuestSessions guests;
    private final CompletableFuture<SparkSession> up = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CompletableFuture<EndReason> end = new CompletableFuture<>();

    /**
     * Makes a session that has not begun.
     *
     * @param ending told once when the end was ordered and before anything is closed for it
     */
    DriverSession(DriverSettings settings, Map<SessionKind, InterpreterFactory> languages, Runnable ending) {
        this.settings = settings;
        this.ending = ending;
        PolicyGate gate = PolicyGate.open();
        this.gates = new PolicyGates(gate);
        this.work = new SessionRuntime("", languages, outbox, gates, gate);
        this.guests = new GuestSessions(settings, languages, gates, outbox);
    }

    /**
     * Serves the session to its end.
     *
     * @return why it ended in order
     * @throws IOException when Spark did not come up; the server has been told if it could be reached
     */
    EndReason serve() throws IOException {
        try (ServerLink link = new ServerLink(settings.server(), outbox, this)) {
            link.start();
            SparkSession spark = startSpark();
            try {
                return serve(spark);
            } finally {
                // What Spark says of its end from here on is no news.
                end.complete(EndReason.SHUTDOWN);
                spark.stop();
            }
        }
    }

    private SparkSession startSpark() throws IOException {
        try {
            return SparkSessionStarter.start(settings.workDir().resolve("repl-classes"), gates);
        } catch (IOException | RuntimeException | Error e) {
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            sayLastWords();
            throw e;
        }
    }

    private EndReason serve(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        SparkJobs sparkJobs = new SparkJobs(spark, outbox::post, () -> end(EndReason.SPARK_ENDED));
        var environment = new InterpreterEnvironment(spark, settings.workDir(), settings.limits());
        try (SessionRuntime.Open open = work.open(environment, sparkJobs, settings.server());
                GuestSessions openGuests = guests) {
            if (!settings.warmKinds().isEmpty()) {
                new WarmUp(open.interpreters(), context, settings.workDir()).run(settings.warmKinds(), end);
            }
            sayReady(context);
            up.complete(spark);
            openGuests.open(spark);
            EndReason reason = end.join();
            if (reason == EndReason.SPARK_ENDED || reason == EndReason.CLAIM_FAILED) {
                // The answer of the statement that stopped Spark, or what Spark refused, may be on the way.
                sayLastWords();
            }
            return reason;
        }
    }

    private void sayReady(SparkContext context) {
        outbox.post(sequence -> ready(sequence, context));
    }

    /** That statements can run on this Spark. */
    static DriverMessage.SessionReady ready(long sequence, SparkContext context) {
        @Nullable
        String uiUrl = context.uiWebUrl().isDefined() ? context.uiWebUrl().get() : null;
        return new DriverMessage.SessionReady(sequence, context.applicationId(), uiUrl);
    }

    private void sayLastWords() {
        try {
            outbox.awaitEmpty(LAST_WORDS_MILLIS);
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
            claim.settings().forEach((key, value) -> spark.conf().set(key, value));
            WarmUp.awaken(spark.sparkContext());
            sayReady(spark.sparkContext());
        } catch (RuntimeException e) {
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
        if (end.complete(reason)) {
            ending.run();
        }
    }
}
