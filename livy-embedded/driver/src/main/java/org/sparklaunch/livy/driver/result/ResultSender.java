package org.sparklaunch.livy.driver.result;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.interpreter.WholeResults;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Sends whole results, each over its own connection and on its own thread, in parallel to statements. When the reader goes away,
 * the Spark jobs of its result are cancelled, those that start later included.
 */
public final class ResultSender implements AutoCloseable {
    /** The server limits the number of results in transfer. */
    private final ExecutorService senders = Executors.newCachedThreadPool(DaemonThreads.numbered("result-sender"));

    private final Set<String> transfers = ConcurrentHashMap.newKeySet();

    private volatile Source source = new Source(null, WholeResults.NONE);

    /** The results, and the groups of their Spark jobs. */
    private record Source(@Nullable JobGroups groups, WholeResults results) {}

    /** Sets the source of results and the groups of their Spark jobs. */
    public void open(JobGroups groups, WholeResults results) {
        source = new Source(groups, results);
    }

    /** Drops the results of earlier statements. */
    public void forget() {
        source.results().forget();
    }

    /** Starts to send and returns at once. */
    public void send(ServerMessage.SendResult request, Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
        senders.execute(() -> {
            try (DriverConnection<DriverMessage, ServerMessage> connection = dial.call()) {
                connection.send(new DriverMessage.ResultOpened(request.transfer()));
                AtomicBoolean sent = new AtomicBoolean();
                senders.execute(() -> cancelWhenLost(connection, request.transfer(), sent));
                send(request, connection);
                sent.set(true);
            } catch (Exception e) {
                // The server notices the end of the connection, or that none came, and reports it to its client.
                System.err.println(
                        "Session driver: the result of statement " + request.statement() + " was not sent: " + e);
            }
        });
    }

    private void send(ServerMessage.SendResult request, DriverConnection<DriverMessage, ServerMessage> connection)
            throws IOException {
        Source from = source;
        JobGroups jobs = from.groups();
        Optional<WholeResult> result = from.results().find(request.statement());
        if (jobs == null || result.isEmpty()) {
            connection.send(new DriverMessage.ResultEnded("no whole result of statement " + request.statement()
                    + ": the driver keeps the last SQL statements only; run the statement again"));
            return;
        }
        transfers.add(request.transfer());
        jobs.begin(request.transfer());
        try (ResultConnection lines = new ResultConnection(connection)) {
            result.get().write(lines);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            connection.send(new DriverMessage.ResultEnded(String.valueOf(e.getMessage())));
            return;
        } finally {
            jobs.end(request.transfer());
            transfers.remove(request.transfer());
        }
        connection.send(new DriverMessage.ResultEnded(null));
    }

    /** The server sends nothing on this connection: receiving ends when the connection does. */
    private void cancelWhenLost(
            DriverConnection<DriverMessage, ServerMessage> connection, String jobGroup, AtomicBoolean sent) {
        try {
            connection.receive();
        } catch (IOException e) {
            JobGroups jobs = source.groups();
            if (jobs != null && !sent.get()) {
                jobs.cancel(jobGroup);
            }
        }
    }

    /** Stops all transfers. */
    @Override
    public void close() {
        JobGroups jobs = source.groups();
        if (jobs != null) {
            transfers.forEach(jobs::cancel);
        }
        senders.shutdownNow();
    }
}
