package org.sparklaunch.livy.driver;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.job.JavaJobs;
import org.sparklaunch.livy.driver.job.Jobs;
import org.sparklaunch.livy.driver.job.SharedJobContext;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.driver.link.SessionMessageHandler;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.policy.PolicyGates;
import org.sparklaunch.livy.driver.resource.ResourceInstaller;
import org.sparklaunch.livy.driver.resource.UploadFetch;
import org.sparklaunch.livy.driver.result.ResultSender;
import org.sparklaunch.livy.driver.statement.Completions;
import org.sparklaunch.livy.driver.statement.SparkJobs;
import org.sparklaunch.livy.driver.statement.StatementLoop;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.policy.PolicyException;

/** Runs the statements, jobs and results of one session on one Spark session. Messages that come before it is open wait. */
final class SessionRuntime implements SessionMessageHandler {
    private static final Duration CANCEL_GRACE = Duration.ofSeconds(2);

    private final Map<SessionKind, InterpreterFactory> languages;
    private final PolicyGates gates;
    private final PolicyGate gate;
    private final StatementLoop statements;
    private final Jobs jobs;
    private final ResourceInstaller resources;
    private final Completions completions;
    private final ResultSender results = new ResultSender();

    /**
     * Makes a runtime that is not open.
     *
     * @param scope the prefix of its job groups, which makes them unique in the driver
     */
    SessionRuntime(
            String scope,
            Map<SessionKind, InterpreterFactory> languages,
            EventOutbox outbox,
            PolicyGates gates,
            PolicyGate gate) {
        this.languages = RestrictedLanguages.of(languages, () -> !gate.isOpen());
        this.gates = gates;
        this.gate = gate;
        this.statements = new StatementLoop(scope, outbox, InstantSource.system(), CANCEL_GRACE, gate);
        this.jobs = new Jobs(scope, outbox, CANCEL_GRACE, gate.used());
        this.resources = new ResourceInstaller(outbox);
        this.completions = new Completions(outbox);
    }

    /** Starts waiting work, on threads that are created by the calling one. */
    Open open(InterpreterEnvironment environment, JobGroups groups, SparkJobs sparkJobs, ServerEndpoint server) {
        SparkContext context = environment.spark().sparkContext();
        context.addSparkListener(sparkJobs);
        Interpreters interpreters = new Interpreters(languages, environment);
        resources.open(context, new UploadFetch(server, environment.workDir().resolve("uploads")));
        jobs.open(runners(environment.spark(), environment.workDir(), interpreters), groups);
        results.open(groups, interpreters);
        statements.open(interpreters, sparkJobs);
        completions.open(interpreters);
        return new Open(interpreters, sparkJobs);
    }

    /** The open runtime; closing it cancels all work without a report. */
    final class Open implements AutoCloseable {
        private final Interpreters interpreters;
        private final SparkJobs sparkJobs;

        private Open(Interpreters interpreters, SparkJobs sparkJobs) {
            this.interpreters = interpreters;
            this.sparkJobs = sparkJobs;
        }

        Interpreters interpreters() {
            return interpreters;
        }

        @Override
        public void close() {
            try (interpreters;
                    resources;
                    jobs;
                    results;
                    statements;
                    completions) {
                sparkJobs.close();
            }
        }
    }

    /** A job of kind spark consists of compiled classes; the Scala shell does not run it. */
    private static Jobs.RunnerLookup runners(SparkSession spark, Path workDir, Interpreters interpreters) {
        JobRunner java = new JavaJobs(new SharedJobContext(spark, workDir.resolve("jobs")));
        return kind -> kind == SessionKind.SPARK ? java : interpreters.jobs(kind);
    }

    /** Returns the session's statements, for the moments before the session ends. */
    StatementLoop statements() {
        return statements;
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
            gates.hold(gate, policy.user(), policy.policy());
            results.forget();
        } catch (PolicyException e) {
            // The server has parsed it, so the versions differ; nothing runs until the server sends another policy.
            System.err.println("Session driver: the policy that the server sent cannot be read: " + e.getMessage());
        }
    }

    @Override
    public void identify(String user) {
        gates.identify(gate, user);
    }

    @Override
    public void complete(ServerMessage.Complete request) {
        completions.answer(request);
    }

    @Override
    public void sendResult(
            ServerMessage.SendResult request, Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
        results.send(request, dial);
    }
}
