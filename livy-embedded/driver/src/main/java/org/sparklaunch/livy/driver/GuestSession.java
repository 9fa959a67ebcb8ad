package org.sparklaunch.livy.driver;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerLink;
import org.sparklaunch.livy.driver.link.ServerMessageHandler;
import org.sparklaunch.livy.driver.link.SessionMessageHandler;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.policy.PolicyGates;
import org.sparklaunch.livy.driver.query.TemporaryViews;
import org.sparklaunch.livy.driver.statement.SparkJobs;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * A session in a driver that sessions of one user share. It has its own Spark session on the driver's Spark application, with
 * its own settings, current schema and temporary views. It also has its own connection to the server, which treats it like a
 * driver of one session.
 */
final class GuestSession implements ServerMessageHandler, AutoCloseable {

    private final Guest guest;
    private final DriverSettings settings;
    private final PolicyGates gates;
    private final PolicyGate gate = PolicyGate.open();
    private final EventOutbox outbox = new EventOutbox();
    private final SessionRuntime work;
    private final ServerLink link;
    private final CompletableFuture<EndReason> end = new CompletableFuture<>();
    private SessionRuntime.@Nullable Open open;
    private @Nullable SparkSession spark;
    private boolean closed;

    /**
     * Identity and settings of a guest.
     *
     * @param name the session's id, which is its name at the server
     * @param settings Spark settings beyond those of the driver
     * @param pool its scheduler pool, used when Spark's scheduler is fair
     */
    record Guest(String name, Map<String, String> settings, String pool) {}

    GuestSession(
            Guest guest, DriverSettings settings, Map<SessionKind, InterpreterFactory> languages, PolicyGates gates) {
        this.guest = guest;
        this.settings = settings;
        this.gates = gates;
        this.work = new SessionRuntime("session-" + guest.name() + "-", languages, outbox, gates, gate);
        this.link = new ServerLink(settings.server().as(guest.name()), outbox, this);
    }

    /** Creates its Spark session and reports success or failure. Takes milliseconds. */
    void begin(SparkSession parent, JobGroups groups) {
        link.start();
        try {
            open(parent.newSession(), groups);
        } catch (Exception | LinkageError e) {
            // Scala throws checked exceptions undeclared.
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            end(EndReason.CLAIM_FAILED);
        }
    }

    private synchronized void open(SparkSession own, JobGroups groups) {
        if (closed) {
            return;
        }
        spark = own;
        gates.put(own, gate);
        OwnSettings settingsOfGuest = new OwnSettings(gates, gate);
        settingsOfGuest.apply(guest.settings(), own);
        WarmUp.awaken(own.sparkContext());
        var environment = new InterpreterEnvironment(
                own,
                settingsOfGuest.sessions(own),
                settings.workDir().resolve("guests").resolve(guest.name()),
                settings.limits());
        SparkJobs jobs = new SparkJobs(own, groups, outbox::post, () -> end(EndReason.SPARK_ENDED), guest.pool());
        open = work.open(environment, groups, jobs, settings.server().as(guest.name()));
        outbox.post(sequence -> DriverSession.ready(sequence, own.sparkContext()));
    }

    @Override
    public SessionMessageHandler work() {
        return work;
    }

    @Override
    public void claim(ServerMessage.Claim claim) {
        // A guest has its settings from its start.
    }

    @Override
    public void host(ServerMessage.Host guests) {
        // A guest has no guests.
    }

    @Override
    public void end(EndReason reason) {
        end.complete(reason);
    }

    /** Completes when the end was requested; {@link #close} comes next. */
    CompletableFuture<EndReason> ended() {
        return end;
    }

    /** Cancels its work and drops its temporary views. */
    @Override
    public void close() {
        if (end.getNow(EndReason.SHUTDOWN) != EndReason.SHUTDOWN) {
            outbox.awaitAcknowledged();
        }
        synchronized (this) {
            closed = true;
            if (open != null) {
                open.close();
                open = null;
            }
            if (spark != null) {
                dropViews(spark);
                spark = null;
            }
        }
        link.close();
    }

    /** Cached data of a view would otherwise stay in the executors until the driver ends. */
    private void dropViews(SparkSession ended) {
        if (ended.sparkContext().isStopped()) {
            return;
        }
        try {
            TemporaryViews.drop(ended);
        } catch (Exception e) {
            // Spark throws checked exceptions that it does not declare.
            System.err.println(
                    "Session driver: the temporary views of session " + guest.name() + " were not dropped: " + e);
        }
    }
}
