package org.sparklaunch.livy.server.session;

import java.io.IOException;
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
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.policy.PolicyFile;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;

/**
 * A session's talk with its driver, and the process behind it while there is one: the driver's reports become entries, and
 * what a driver that called again did not hear is said again. The chronicle's monitor guards all.
 */
final class DriverChannel implements DriverListener {
    /** A dying driver's connection breaks some milliseconds before its process is gone. */
    private static final Duration EXIT_GRACE = Duration.ofSeconds(1);

    private static final Duration RESULT_PATIENCE = Duration.ofSeconds(30);

    private final SessionJournal chronicle;
    private final DriverLauncher launcher;
    private final DriverFolder folder;
    private final PolicyFile policy;
    private final Runnable lost;
    private @Nullable Policy told;
    private final ResourceRequests resources = new ResourceRequests();
    private final ResultTransfers results = new ResultTransfers();
    private @Nullable DriverProcess process;
    private final CompletionRequests questions = new CompletionRequests();
    private @Nullable DriverLink link;

    /** Takes whom to tell, outside of the lock, that the driver's process is gone. */
    DriverChannel(SessionJournal chronicle, SessionContext parts, Runnable lost) {
        this.chronicle = chronicle;
        this.launcher = parts.launcher();
        this.folder = parts.folder();
        this.policy = parts.services().policy();
        this.lost = lost;
    }

    /**
     * Starts the driver, which calls back.
     *
     * @throws IOException when it cannot be started
     */
    void launch(DriverSpec spec) throws IOException {
        DriverProcess started = launcher.launch(spec);
        synchronized (chronicle) {
            if (chronicle.state() instanceof SessionState.Dead) {
                // Deleted meanwhile: nobody else knows of this process.
                started.kill();
                return;
            }
            found(started);
        }
    }

    /** Takes a warm driver and tells it so. */
    void claim(ClaimedDriver claimed, Map<String, String> settings, SessionStart start) {
        synchronized (chronicle) {
            process = claimed.process();
            link = claimed.link();
            chronicle.happen(new SessionEntry.Claimed(
                    claimed.folder().name(), process.identity(), claimed.lastEvent(), settings, start));
            // First, or the driver's answer would find nobody.
            claimed.handOver().accept(this);
            identifyUser();
            tell(new ServerMessage.Claim(settings));
        }
    }

    /** Looks for the driver that an earlier server's journal tells of, unless it tells of its end too. */
    void recover() {
        synchronized (chronicle) {
            if (chronicle.state() instanceof SessionState.Dead) {
                return;
            }
            process = Optional.ofNullable(chronicle.record().driver())
                    .map(driver -> launcher.find(driver, folder))
                    .orElse(null);
        }
    }

    private void found(DriverProcess driver) {
        process = driver;
        chronicle.happen(new SessionEntry.Launched(driver.identity()));
    }

    @Nullable
    DriverProcess process() {
        synchronized (chronicle) {
            return process;
        }
    }

    @Nullable
    DriverLink link() {
        synchronized (chronicle) {
            return link;
        }
    }

    /** Says it if the driver is there to hear it, which is answered; else it hears it when it calls again. */
    boolean tell(ServerMessage message) {
        synchronized (chronicle) {
            if (link == null) {
                return false;
            }
            if (message instanceof ServerMessage.RunStatement || message instanceof ServerMessage.SendResult) {
                holdToPolicy(link);
            }
            link.send(message);
            return true;
        }
    }

    /** Comes before all statements: the user is the owner of the tables that they create. */
    private void identifyUser() {
        String user = acting().user();
        if (user != null) {
            tell(new ServerMessage.Identify(user));
        }
    }

    private Caller acting() {
        SessionEntry.Created created = chronicle.created();
        return new Caller(created.owner(), true).actingFor(created.spec().proxyUser());
    }

    /** No statement of a session for SQL only goes out before the driver has the policy in force now. */
    private void holdToPolicy(DriverLink to) {
        Policy inForce = policy.current().orElse(null);
        if (chronicle.created().sqlOnly() && inForce != null && inForce != told) {
            to.send(new ServerMessage.HoldToPolicy(acting().policyName(), inForce.text()));
            told = inForce;
        }
    }

    /** What the code could go on with; nothing when the driver is not there to say it. */
    CompletableFuture<List<String>> ask(SessionKind kind, String code, int cursor) {
        synchronized (chronicle) {
            if (link == null) {
                return CompletableFuture.completedFuture(List.of());
            }
            CompletionRequests.Question question = questions.ask(kind, code, cursor);
            tell(question.message());
            return question.answer();
        }
    }

    /**
     * Asks the driver to add something for all that runs in the session from then on.
     *
     * @return completes when it did, with a {@link ResourceException} when it could not
     */
    CompletableFuture<Void> add(ResourceType type, String uri) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (chronicle) {
            chronicle.record().touch(chronicle.now());
            tell(resources.begin(type, uri, done));
        }
        return done;
    }

    /**
     * Has the driver send the whole result of a statement.
     *
     * @throws RejectedException when too many results are on their way
     */
    void sendResult(int statement, ResultReceiver receiver) {
        String ticket = results.expect(receiver);
        tell(new ServerMessage.SendResult(ticket, statement));
        CompletableFuture.delayedExecutor(RESULT_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .execute(() -> results.take(ticket)
                        .ifPresent(waiting -> waiting.ended("the driver did not begin to send within "
                                + RESULT_PATIENCE.toSeconds() + " s: see the session's log, then ask again")));
    }

    @Override
    public Optional<ResultReceiver> receiver(String ticket) {
        return results.take(ticket);
    }

    /** Ends the connection. */
    void hangUp() {
        synchronized (chronicle) {
            if (link != null) {
                link.close();
                link = null;
            }
        }
    }

    /** The session is over: whoever waits for an answer of the driver gets none. */
    void end() {
        synchronized (chronicle) {
            hangUp();
            resources.end();
        }
    }

    @Override
    public void connected(DriverLink newLink, DriverMessage.Hello hello) {
        synchronized (chronicle) {
            if (chronicle.state() instanceof SessionState.Dead) {
                newLink.close();
                return;
            }
            hangUp();
            link = newLink;
            told = null;
            if (process == null) {
                // The earlier server died between starting this driver and writing down its pid.
                launcher.adopt(hello.pid(), folder).ifPresent(this::found);
            }
            chronicle.record().recovered();
            tell(new ServerMessage.Welcome(chronicle.record().lastEvent()));
            identifyUser();
            SessionEntry.Claimed claim = chronicle.record().openClaim();
            if (claim != null) {
                tell(new ServerMessage.Claim(claim.settings()));
            }
            repeatStatements(hello.lastAcceptedStatement());
            repeatJobs(hello.lastAcceptedJob());
            resources.unanswered().forEach(this::tell);
            chronicle.settle();
        }
    }

    private void repeatStatements(int lastAccepted) {
        for (Statement open : chronicle.record().statements().openOnes()) {
            if (open.id() > lastAccepted) {
                tell(new ServerMessage.RunStatement(open.id(), open.kind(), open.code()));
            }
            if (open.state() == StatementState.CANCELLING) {
                tell(new ServerMessage.CancelStatement(open.id()));
            }
        }
    }

    private void repeatJobs(int lastAccepted) {
        JobHistory jobs = chronicle.record().jobs();
        for (Job open : jobs.openOnes()) {
            String payload = open.payload();
            if (open.id() > lastAccepted && payload != null) {
                tell(new ServerMessage.RunJob(open.id(), open.kind(), payload));
            }
            if (open.state() == JobState.SENT) {
                jobs.change(open.id(), job -> job.in(JobState.QUEUED));
            }
            if (jobs.isCancelled(open.id())) {
                tell(new ServerMessage.CancelJob(open.id()));
            }
        }
    }

    @Override
    public void received(DriverLink from, DriverMessage message) {
        if (message instanceof DriverMessage.Candidates candidates) {
            questions.answered(candidates);
            return;
        }
        synchronized (chronicle) {
            if (from != link) {
                return;
            }
            SessionHistory record = chronicle.record();
            if (message instanceof DriverMessage.StatementProgress progress) {
                record.statements()
                        .change(progress.statement(), s -> s.progress(progress.fraction(), progress.counts()));
            } else if (message instanceof DriverMessage.SessionFailed failed) {
                chronicle.log().note(failed.reason());
                tell(new ServerMessage.Acknowledge(failed.sequence()));
            } else if (message instanceof DriverMessage.ResourceAdded answer) {
                resources.answered(answer);
                tell(new ServerMessage.Acknowledge(answer.sequence()));
            } else if (message instanceof DriverMessage.Event event) {
                if (!record.knows(event.sequence())) {
                    chronicle.happen(SessionEntry.of(event, chronicle.now()));
                    // By the server's clock: the driver's may be another machine's.
                    record.touch(chronicle.now());
                }
                tell(new ServerMessage.Acknowledge(event.sequence()));
            }
            chronicle.settle();
        }
    }

    @Override
    public void disconnected(DriverLink from) {
        DriverProcess known;
        synchronized (chronicle) {
            if (from != link) {
                return;
            }
            link = null;
            known = process;
        }
        questions.giveUp();
        try {
            if (known != null && known.awaitExit(EXIT_GRACE)) {
                lost.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
