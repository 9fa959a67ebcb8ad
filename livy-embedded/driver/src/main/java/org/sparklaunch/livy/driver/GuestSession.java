package org.sparklaunch.livy.driver;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalog.Table;
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
 * A session in a driver that it shares with others of the same user: a Spark session of its own, with its own settings,
 * current schema and temporary views, on the driver's one Spark. It has a connection of its own to the server, which talks
 * with it as with a driver of one session.
 */
final class GuestSession implements ServerMessageHandler, AutoCloseable {
    private static final long LAST_WORDS_MILLIS = 5_000;

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
     * Who it is.
     *
     * @param name the session's id, under which it calls
     * @param settings what Spark's session is to have beyond what all sessions of the driver have
     * @param pool where its tasks take turns with those of the others, when Spark's scheduler is fair
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

    /** Makes its Spark session and reports that it is ready, or why not. Takes milliseconds. */
    void begin(SparkSession parent) {
        link.start();
        try {
            open(parent.newSession());
        } catch (RuntimeException | LinkageError e) {
            outbox.post(sequence -> new DriverMessage.SessionFailed(sequence, e.toString()));
            end(EndReason.CLAIM_FAILED);
        }
    }

    private synchronized void open(SparkSession own) {
        if (closed) {
            return;
        }
        spark = own;
        gates.put(own, gate);
        guest.settings().forEach((key, value) -> own.conf().set(key, value));
        WarmUp.awaken(own.sparkContext());
        var environment = new InterpreterEnvironment(
                own, settings.workDir().resolve("guests").resolve(guest.name()), settings.limits());
        SparkJobs jobs = new SparkJobs(own, outbox::post, () -> end(EndReason.SPARK_ENDED)).inPool(guest.pool());
        open = work.open(environment, jobs, settings.server().as(guest.name()));
        outbox.post(sequence -> DriverSession.ready(sequence, own.sparkContext()));
    }

    @Override
    public SessionMessageHandler work() {
        return work;
    }

    @Override
    public void claim(ServerMessage.Claim claim) {
        // A guest has its settings from the beginning.
    }

    @Override
    public void host(ServerMessage.Host guests) {
        // A guest has no guests.
    }

    @Override
    public void end(EndReason reason) {
        end.complete(reason);
    }

    /** Completes when the end was ordered, by whomever; {@link #close} comes next. */
    CompletableFuture<EndReason> ended() {
        return end;
    }

    /** Ends what runs in it and forgets what it made. */
    @Override
    public void close() {
        if (end.getNow(EndReason.SHUTDOWN) != EndReason.SHUTDOWN) {
            sayLastWords();
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

    private void sayLastWords() {
        try {
            outbox.awaitEmpty(LAST_WORDS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What a view was cached as would otherwise lie in the executors until the driver ends. */
    private void dropViews(SparkSession ended) {
        if (ended.sparkContext().isStopped()) {
            return;
        }
        try {
            for (Table table : ended.catalog().listTables().collectAsList()) {
                if (table.isTemporary()) {
                    ended.catalog().dropTempView(table.name());
                }
            }
        } catch (Exception e) {
            // Spark throws what it does not declare.
            System.err.println("Session driver: the temporary views of session " + guest.name() + " stay: " + e);
        }
    }
}
