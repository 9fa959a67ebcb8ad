package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.job.JavaJobs;
import org.sparklaunch.livy.driver.job.Jobs;
import org.sparklaunch.livy.driver.job.SharedJobContext;
import org.sparklaunch.livy.driver.job.SparkJobGroups;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerLink;
import org.sparklaunch.livy.driver.link.ServerOrders;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.resource.SessionResources;
import org.sparklaunch.livy.driver.result.ResultSender;
import org.sparklaunch.livy.driver.statement.Completions;
import org.sparklaunch.livy.driver.statement.SparkJobs;
import org.sparklaunch.livy.driver.statement.StatementLoop;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.policy.PolicyException;

/** One session from the first dial to the last process gone. */
final class DriverSession implements ServerOrders {
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);
    private static final long LAST_WORDS_MILLIS = 5_000;

    private final DriverSettings settings;
    private final Map<SessionKind, InterpreterFactory> languages;
    private final Runnable ending;
    private final EventOutbox outbox = new EventOutbox();
    private final StatementLoop statements = new StatementLoop(outbox, InstantSource.system(), CANCEL_GRACE);
    private final Jobs jobs = new Jobs(outbox, CANCEL_GRACE);
    private final SessionResources resources = new SessionResources(outbox);
    private final PolicyGate gate = PolicyGate.open();
    private final Completions completions = new Completions(outbox);
    private final CompletableFuture<SparkSession> up = new CompletableFuture<>();
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final ResultSender results = new ResultSender();
    private final CompletableFuture<EndReason> end = new CompletableFuture<>();

    /**
     * Makes a session that has not begun.
     *
     * @param ending told once when the end was ordered and before anything is closed for it
     */
    DriverSession(DriverSettings settings, Map<SessionKind, InterpreterFactory> languages, Runnable ending) {
        this.settings = settings;
        this.languages = HeldLanguages.of(languages, () -> !gate.isOpen());
        this.ending = ending;
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
            return SparkStart.start(settings.workDir().resolve("repl-classes"), this::gate);
        } catch (IOException | RuntimeException | Error e) {
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            sayLastWords();
            throw e;
        }
    }

    private EndReason serve(SparkSession spark) {
        SparkContext context = spark.sparkContext();
        SparkJobs sparkJobs = new SparkJobs(context, outbox::post, () -> end(EndReason.SPARK_ENDED));
        context.addSparkListener(sparkJobs);
        var environment = new InterpreterEnvironment(spark, settings.workDir(), settings.limits());
        try (Interpreters interpreters = new Interpreters(languages, environment);
                SessionResources openResources = resources;
                Jobs openJobs = jobs;
                ResultSender openResults = results;
                StatementLoop open = statements;
                Completions asked = completions) {
            openResources.open(context);
            openJobs.open(runners(spark, interpreters), new SparkJobGroups(context));
            openResults.open(context, interpreters);
            open.open(interpreters, sparkJobs);
            asked.open(interpreters);
            if (!settings.warmKinds().isEmpty()) {
                new WarmUp(interpreters, context, settings.workDir()).run(settings.warmKinds());
            }
            sayReady(context);
            up.complete(spark);
            EndReason reason = end.join();
            if (reason == EndReason.SPARK_ENDED || reason == EndReason.CLAIM_FAILED) {
                // The answer of the statement that stopped Spark, or what Spark refused, may be on the way.
                sayLastWords();
            }
            return reason;
        }
    }

    /** A job of kind spark is no statement of the Scala shell: it comes as compiled classes. */
    private Jobs.RunnerLookup runners(SparkSession spark, Interpreters interpreters) {
        JobRunner java =
                new JavaJobs(new SharedJobContext(spark, settings.workDir().resolve("jobs")));
        return kind -> kind == SessionKind.SPARK ? java : interpreters.jobs(kind);
    }

    private void sayReady(SparkContext context) {
        String uiUrl = uiUrl(context);
        outbox.post(sequence -> new DriverMessage.SessionReady(sequence, context.applicationId(), uiUrl));
    }

    private static @Nullable String uiUrl(SparkContext context) {
        return context.uiWebUrl().isDefined() ? context.uiWebUrl().get() : null;
    }

    private void sayLastWords() {
        try {
            outbox.awaitEmpty(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run(ServerMessage.RunStatement statement) {
        statements.submit(statement);
    }

    @Override
    public void cancel(int statement) {
        statements.cancel(statement);
    }

    @Override
    public void run(ServerMessage.RunJob job) {
        jobs.submit(job);
    }

    @Override
    public void cancelJob(int job) {
        jobs.cancel(job);
    }

    @Override
    public void add(ServerMessage.AddResource resource) {
        resources.add(resource);
    }

    @Override
    public void hold(ServerMessage.HoldToPolicy policy) {
        try {
            gate.hold(policy.user(), policy.policy());
            results.forget();
        } catch (PolicyException e) {
            // The server has read it already, so this one is of another version; nothing runs until it sends a better
            // one.
            System.err.println("Session driver: the policy that the server sent cannot be read: " + e.getMessage());
        }
    }

    private PolicyGate gate() {
        return gate;
    }

    @Override
    public void complete(ServerMessage.Complete question) {
        completions.answer(question);
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
    public void sendResult(
            ServerMessage.SendResult order, Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
        results.send(order, dial);
    }

    @Override
    public void end(EndReason reason) {
        if (end.complete(reason)) {
            ending.run();
        }
    }
}
