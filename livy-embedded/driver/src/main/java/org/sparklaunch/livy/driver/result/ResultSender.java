package org.sparklaunch.livy.driver.result;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.interpreter.WholeResults;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * Sends whole results, each over a connection and by a thread of its own, beside the statements. A result that nobody reads
 * any more has its Spark jobs cancelled.
 */
public final class ResultSender implements AutoCloseable {
    private final AtomicInteger count = new AtomicInteger();
    /** The server bounds how many results are under way. */
    private final ExecutorService senders = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "result-sender-" + count.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    });

    private volatile @Nullable SparkContext context;
    private volatile WholeResults results = WholeResults.NONE;

    /** Gives it the results that are to be sent, each as it is known at the time it is asked for. */
    public void open(SparkContext context, WholeResults results) {
        this.context = context;
        this.results = results;
    }

    /** From now on only results of later statements are sent. */
    public void forget() {
        results.forget();
    }

    /** Begins to send and returns at once. */
    public void send(ServerMessage.SendResult order, Callable<DriverConnection<DriverMessage, ServerMessage>> dial) {
        senders.execute(() -> {
            try (DriverConnection<DriverMessage, ServerMessage> connection = dial.call()) {
                connection.send(new DriverMessage.ResultOpened(order.transfer()));
                AtomicBoolean sent = new AtomicBoolean();
                senders.execute(() -> cancelWhenLost(connection, order.transfer(), sent));
                send(order, connection);
                sent.set(true);
            } catch (Exception e) {
                // The server sees the connection end, or none come, and tells its client.
                System.err.println(
                        "Session driver: the result of statement " + order.statement() + " was not sent: " + e);
            }
        });
    }

    private void send(ServerMessage.SendResult order, DriverConnection<DriverMessage, ServerMessage> connection)
            throws IOException {
        SparkContext spark = context;
        Optional<WholeResult> result = results.find(order.statement());
        if (spark == null || result.isEmpty()) {
            connection.send(new DriverMessage.ResultEnded(
                    "the driver keeps the queries of the last SQL statements only, and statement " + order.statement()
                            + " is not among them: run it again"));
            return;
        }
        spark.setJobGroup(order.transfer(), "result of statement " + order.statement(), true);
        try (ResultConnection lines = new ResultConnection(connection)) {
            result.get().write(lines);
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            connection.send(new DriverMessage.ResultEnded(String.valueOf(e.getMessage())));
            return;
        } finally {
            spark.clearJobGroup();
        }
        connection.send(new DriverMessage.ResultEnded(null));
    }

    /** The server says nothing on this connection: what is received is its end. */
    private void cancelWhenLost(
            DriverConnection<DriverMessage, ServerMessage> connection, String jobGroup, AtomicBoolean sent) {
        try {
            connection.receive();
        } catch (IOException e) {
            SparkContext spark = context;
            if (spark != null && !sent.get()) {
                spark.cancelJobGroup(jobGroup);
            }
        }
    }

    /** Breaks off what is being sent. */
    @Override
    public void close() {
        senders.shutdownNow();
    }
}
