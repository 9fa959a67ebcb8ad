package org.sparklaunch.livy.server.testing;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.protocol.StatementState;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * A driver without Spark: dials, redials, keeps its reports until they are acknowledged. A statement's code says what
 * becomes of it: {@code hold} runs until it is cancelled or released, {@code fail} gives an error output, everything else
 * is its own output.
 */
public final class FakeDriver implements DriverProcess {
    private final DriverSpec spec;
    private final DriverIdentity.OfProcess identity;
    private final Supplier<InetSocketAddress> endpoint;
    private final BlockingQueue<ServerMessage.RunStatement> queue = new LinkedBlockingQueue<>();
    private final List<DriverMessage.Event> unacknowledged = new ArrayList<>();
    private final List<Integer> ran = new ArrayList<>();
    private final List<String> policies = new ArrayList<>();
    private final List<Integer> cancelled = new ArrayList<>();
    private final CountDownLatch dead = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private DriverConnection<DriverMessage, ServerMessage> connection;
    private Runnable onEnd = () -> {};
    private Map<String, String> claim;
    private final FakeGuests guests;
    private boolean deaf;
    private final FakeJobs jobs = new FakeJobs(make -> report(make.apply(++this.sequence)));
    private int lastAccepted = -1;
    private long sequence;

    FakeDriver(DriverSpec spec, DriverIdentity.OfProcess identity, Supplier<InetSocketAddress> endpoint) {
        this.spec = spec;
        this.identity = identity;
        this.endpoint = endpoint;
        this.guests = new FakeGuests(spec, identity, endpoint, this::guestEnded);
    }

    /** Told once when it has ended. */
    void onEnd(Runnable listener) {
        onEnd = listener;
    }

    void start(boolean ready) {
        if (ready) {
            becomeReady();
        }
        thread(this::dialAgainAndAgain, "fake-driver-" + spec.session());
        thread(this::runStatements, "fake-statements-" + spec.session());
    }

    private static void thread(Runnable body, String name) {
        DaemonThreads.start(name, body);
    }

    public DriverSpec spec() {
        return spec;
    }

    /** The ids of the statements that ran, in the order in which they did. */
    public synchronized List<Integer> ran() {
        return List.copyOf(ran);
    }

    /** The policies that it was sent, each after the user and a colon. */
    public synchronized List<String> policies() {
        return List.copyOf(policies);
    }

    /** The settings of its owner; null for one that was not claimed. */
    public synchronized Map<String, String> claim() {
        return claim;
    }

    /** The sessions that share it. */
    public FakeGuests guests() {
        return guests;
    }

    private synchronized void guestEnded(String name) {
        report(new DriverMessage.GuestEnded(++sequence, name));
    }

    /** From now on it takes neither claims nor guests. */
    public synchronized void deafen() {
        deaf = true;
    }

    /** It takes the claims and guests that come from now on. */
    public synchronized void listen() {
        deaf = false;
    }

    /** The uris of the resources that were added, in their order. */
    public synchronized List<String> resources() {
        return jobs.resources();
    }

    /** The ids of the jobs that it took. */
    public synchronized List<Integer> jobs() {
        return jobs.taken();
    }

    synchronized void answerResources(boolean answer) {
        jobs.answerResources(answer);
    }

    /** Lets a job that is held succeed. */
    public synchronized void finishJob(int id) {
        jobs.finish(id);
    }

    public synchronized void becomeReady() {
        report(new DriverMessage.SessionReady(++sequence, "app-" + spec.session(), "http://ui/" + spec.session()));
    }

    /** Lets every {@code hold} end. */
    public void release() {
        released.countDown();
    }

    private void dialAgainAndAgain() {
        try {
            while (isAlive()) {
                try (Socket socket = new Socket()) {
                    socket.connect(endpoint.get(), 1000);
                    SessionSecret secret = SessionSecret.read(spec.folder().secret());
                    converse(Handshake.open(socket, spec.session(), secret));
                } catch (IOException e) {
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void converse(DriverConnection<DriverMessage, ServerMessage> fresh) throws IOException {
        synchronized (this) {
            fresh.send(new DriverMessage.Hello(identity.pid(), lastAccepted, jobs.lastAccepted()));
        }
        while (isAlive()) {
            obey(fresh, fresh.receive());
        }
    }

    private synchronized void obey(DriverConnection<DriverMessage, ServerMessage> fresh, ServerMessage message)
            throws IOException {
        if (message instanceof ServerMessage.Welcome) {
            connection = fresh;
            for (DriverMessage.Event event : unacknowledged) {
                fresh.send(event);
            }
        } else if (message instanceof ServerMessage.Acknowledge receipt) {
            unacknowledged.removeIf(event -> event.sequence() <= receipt.event());
        } else if (message instanceof ServerMessage.RunStatement run && run.statement() > lastAccepted) {
            lastAccepted = run.statement();
            queue.add(run);
        } else if (message instanceof ServerMessage.HoldToPolicy policy) {
            policies.add(policy.user() + ":" + policy.policy());
        } else if (message instanceof ServerMessage.Claim given && claim == null && !deaf) {
            claim = given.settings();
            becomeReady();
        } else if (message instanceof ServerMessage.Host host && !deaf) {
            guests.host(host);
        } else if (message instanceof ServerMessage.CancelStatement cancel) {
            cancelled.add(cancel.statement());
            notifyAll();
        } else if (message instanceof ServerMessage.Complete question) {
            fresh.send(new DriverMessage.Candidates(
                    question.request(),
                    List.of(question.code().substring(0, question.cursor()), question.code() + "lelize")));
        } else if (message instanceof ServerMessage.SendResult wanted) {
            thread(() -> sendResult(wanted), "fake-result-" + spec.session());
        } else if (message instanceof ServerMessage.Shutdown) {
            kill();
        } else {
            jobs.obey(message);
        }
    }

    /** Statement 0 has two rows, 1 fails half-way, 2 loses its connection, 3 is not known, others never come. */
    private void sendResult(ServerMessage.SendResult wanted) {
        if (wanted.statement() > 3) {
            return;
        }
        try (Socket socket = new Socket()) {
            socket.connect(endpoint.get(), 1000);
            var own = Handshake.open(
                    socket, spec.session(), SessionSecret.read(spec.folder().secret()));
            own.send(new DriverMessage.ResultOpened(wanted.transfer()));
            if (wanted.statement() < 3) {
                own.send(new DriverMessage.ResultLines("[1]\n"));
            }
            if (wanted.statement() == 0) {
                own.send(new DriverMessage.ResultLines("[2]\n"));
            }
            if (wanted.statement() != 2) {
                String failure = List.of("", "disk full", "", "run it again").get(wanted.statement());
                own.send(new DriverMessage.ResultEnded(failure.isEmpty() ? null : failure));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void runStatements() {
        try {
            while (isAlive()) {
                run(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void run(ServerMessage.RunStatement statement) throws InterruptedException {
        int id = statement.statement();
        if (cancelled.contains(id)) {
            report(new DriverMessage.StatementFinished(++sequence, id, StatementState.CANCELLED, null, 2000));
            return;
        }
        report(new DriverMessage.StatementStarted(++sequence, id, 1000));
        ran.add(id);
        while (statement.code().equals("hold") && released.getCount() > 0 && !cancelled.contains(id) && isAlive()) {
            wait(10);
        }
        if (isAlive()) {
            if (statement.code().equals("use")) {
                report(new DriverMessage.ResourcesUsed(
                        ++sequence, id, 0, List.of("table default.t"), List.of("path /lab/out")));
            }
            StatementState end = cancelled.contains(id) ? StatementState.CANCELLED : StatementState.AVAILABLE;
            report(new DriverMessage.StatementFinished(++sequence, id, end, output(statement), 2000));
        }
    }

    private static String output(ServerMessage.RunStatement statement) {
        String head = "{\"status\":\"%s\",\"execution_count\":%d,";
        return statement.code().equals("fail")
                ? head.formatted("error", statement.statement())
                        + "\"ename\":\"Error\",\"evalue\":\"it failed\",\"traceback\":[]}"
                : head.formatted("ok", statement.statement()) + "\"data\":{\"text/plain\":\"" + statement.code()
                        + "\"}}";
    }

    private void report(DriverMessage.Event event) {
        unacknowledged.add(event);
        try {
            if (connection != null) {
                connection.send(event);
            }
        } catch (IOException e) {
            // It is sent again on the next connection.
            connection = null;
        }
    }

    @Override
    public DriverIdentity.OfProcess identity() {
        return identity;
    }

    @Override
    public boolean isAlive() {
        return dead.getCount() > 0;
    }

    @Override
    public boolean awaitExit(Duration limit) throws InterruptedException {
        return dead.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void terminate() {
        kill();
    }

    @Override
    public void kill() {
        if (dead.getCount() == 0) {
            return;
        }
        dead.countDown();
        guests.kill();
        DriverConnection<DriverMessage, ServerMessage> last;
        synchronized (this) {
            last = connection;
            notifyAll();
        }
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        onEnd.run();
    }
}
