package org.sparklaunch.livy.server.session;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.driver.ConnectedDriver;
import org.sparklaunch.livy.server.driver.DriverHandle;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * Exchanges messages with a session's driver: turns the driver's events into journal entries, and sends a driver that connected
 * again what it did not receive. The journal's monitor guards all fields.
 */
final class DriverChannel implements DriverListener {
    /** A dying driver's connection breaks some milliseconds before its process is gone. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(1);

    private static final Duration RESULT_LIMIT = Duration.ofSeconds(30);

    private final SessionJournal journal;
    private final DriverHandle driver;
    private final PolicyFile policy;
    private final Runnable lost;
    private @Nullable Policy sentPolicy;
    private final ResourceRequests resources = new ResourceRequests();
    private final ResultTransfers results = new ResultTransfers();
    private final CompletionRequests completions = new CompletionRequests();

    /**
     * Creates the channel of a driver that is not launched yet.
     *
     * @param lost called without the lock when the driver's process has ended
     */
    DriverChannel(SessionJournal journal, SessionContext context, Runnable lost) {
        this.journal = journal;
        this.driver = new DriverHandle(
                context.folder(),
                context.launcher(),
                journal,
                identity -> journal.append(new SessionEntry.Launched(identity)),
                context.services().clock());
        this.policy = context.services().policy();
        this.lost = lost;
    }

    DriverHandle driver() {
        return driver;
    }

    /** Takes a warm driver and sends it the settings of the session. */
    void claim(ClaimedDriver claimed, Map<String, String> settings, SessionStart start) {
        synchronized (journal) {
            ConnectedDriver warm = claimed.driver();
            driver.take(warm);
            journal.append(new SessionEntry.Claimed(
                    warm.folder().name(), warm.process().identity(), claimed.lastEvent(), settings, start));
            // Before the message: the driver's answer must come here.
            claimed.handOver().accept(this);
            identifyUser();
            send(new ServerMessage.Claim(settings));
        }
    }

    /** Expects the driver of an earlier server to connect, unless the session is over. */
    void recover() {
        synchronized (journal) {
            if (journal.state() instanceof SessionState.Dead) {
                driver.giveUp();
            } else {
                driver.recover(journal.history().driver());
            }
        }
    }

    /** Sends a message if the driver is connected and returns whether it was. Otherwise the message is sent again on reconnect. */
    boolean send(ServerMessage message) {
        synchronized (journal) {
            if (message instanceof ServerMessage.RunStatement || message instanceof ServerMessage.SendResult) {
                sendPolicy();
            }
            return driver.send(message);
        }
    }

    /** Comes before all statements: the user is the owner of the tables that they create. */
    private void identifyUser() {
        String user = acting().user();
        if (user != null) {
            send(new ServerMessage.Identify(user));
        }
    }

    private Caller acting() {
        SessionEntry.Created created = journal.created();
        return new Caller(created.owner(), true).actingFor(created.spec().proxyUser());
    }

    /** Sends the current policy to the driver of an SQL-only session, before any statement that it does not cover yet. */
    private void sendPolicy() {
        Policy inForce = policy.current().orElse(null);
        if (journal.created().sqlOnly() && inForce != null && inForce != sentPolicy) {
            if (driver.send(new ServerMessage.HoldToPolicy(acting().policyName(), inForce.text()))) {
                sentPolicy = inForce;
            }
        }
    }

    /** Requests completions of the code at the cursor; completes with none when the driver is not connected. */
    CompletableFuture<List<String>> requestCompletions(SessionKind kind, String code, int cursor) {
        synchronized (journal) {
            if (!driver.isConnected()) {
                return CompletableFuture.completedFuture(List.of());
            }
            CompletionRequests.Request request = completions.open(kind, code, cursor);
            send(request.message());
            return request.names();
        }
    }

    /**
     * Requests that the driver add a resource for all that runs in the session from then on.
     *
     * @return completes when the driver has added it, with a {@link ResourceException} when it could not
     */
    CompletableFuture<Void> addResource(ResourceType type, String uri) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (journal) {
            journal.touch();
            send(resources.open(type, uri, done));
        }
        return done;
    }

    /**
     * Requests the whole result of a statement.
     *
     * @throws RejectedException when too many transfers are open
     */
    void sendResult(int statement, ResultReceiver receiver) {
        String transfer = results.open(receiver);
        send(new ServerMessage.SendResult(transfer, statement));
        CompletableFuture.delayedExecutor(RESULT_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> results.take(transfer)
                        .ifPresent(waiting -> waiting.ended("the driver sent nothing of the result within "
                                + RESULT_LIMIT.toSeconds() + " s; check the session's log, then request it again")));
    }

    @Override
    public Optional<ResultReceiver> receiver(String transfer) {
        return results.take(transfer);
    }

    /** Closes the connection for good and fails the requests that wait for an answer of the driver. */
    void end() {
        synchronized (journal) {
            driver.giveUp();
            driver.hangUp();
            resources.end();
        }
    }

    @Override
    public void connected(DriverLink link, DriverMessage.Hello hello) {
        synchronized (journal) {
            if (!driver.accept(link, hello.pid())) {
                return;
            }
            sentPolicy = null;
            journal.history().resume();
            send(new ServerMessage.Welcome(journal.history().lastEvent()));
            identifyUser();
            SessionEntry.Claimed claim = journal.history().openClaim();
            if (claim != null) {
                send(new ServerMessage.Claim(claim.settings()));
            }
            repeatStatements(hello.lastAcceptedStatement());
            repeatJobs(hello.lastAcceptedJob());
            resources.unanswered().forEach(this::send);
            journal.settle();
        }
    }

    private void repeatStatements(int lastAccepted) {
        for (Statement open : journal.history().statements().openOnes()) {
            if (open.id() > lastAccepted) {
                send(new ServerMessage.RunStatement(open.id(), open.kind(), open.code()));
            }
            if (open.state() == StatementState.CANCELLING) {
                send(new ServerMessage.CancelStatement(open.id()));
            }
        }
    }

    private void repeatJobs(int lastAccepted) {
        JobHistory jobs = journal.history().jobs();
        for (Job open : jobs.openOnes()) {
            String payload = open.payload();
            if (open.id() > lastAccepted && payload != null) {
                send(new ServerMessage.RunJob(open.id(), open.kind(), payload));
            }
            if (open.state() == JobState.SENT) {
                jobs.change(open.id(), job -> job.in(JobState.QUEUED));
            }
            if (jobs.isCancelled(open.id())) {
                send(new ServerMessage.CancelJob(open.id()));
            }
        }
    }

    @Override
    public void received(DriverLink from, DriverMessage.Report report) {
        report.accept(new DriverReports(this, from));
    }

    /** Runs the action under the lock if the link is still the driver's. */
    void ifCurrent(DriverLink from, Runnable action) {
        synchronized (journal) {
            if (driver.isCurrent(from)) {
                action.run();
                journal.settle();
            }
        }
    }

    SessionJournal journal() {
        return journal;
    }

    CompletionRequests completions() {
        return completions;
    }

    ResourceRequests resources() {
        return resources;
    }

    @Override
    public void disconnected(DriverLink from) {
        if (!driver.detach(from)) {
            return;
        }
        completions.completeWithNone();
        try {
            if (driver.awaitExit(EXIT_GRACE)) {
                lost.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
