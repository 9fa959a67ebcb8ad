package org.sparklaunch.livy.driver.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.interpreter.WholeResults;
import org.sparklaunch.livy.protocol.DriverConnection;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.Handshake;
import org.sparklaunch.livy.protocol.IncomingConnection;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionSecret;

class ResultSenderTest {
    private static final int STATEMENT = 3;

    private final ServerMessage.SendResult request =
            new ServerMessage.SendResult("transfer-" + UUID.randomUUID(), STATEMENT);

    private final SparkContext context = LocalSpark.get().sparkContext();
    private final SessionSecret secret = SessionSecret.generate();
    private final ResultSender sender = new ResultSender();
    private ServerSocket listener;
    private DriverConnection<ServerMessage, DriverMessage> server;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        sender.close();
        server.close();
        listener.close();
    }

    private DriverConnection<DriverMessage, ServerMessage> dial() throws IOException {
        Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort());
        return Handshake.open(socket, "7", secret);
    }

    private void send(WholeResult result) throws IOException {
        sender.open(SparkJobGroups.of(context), new OneResult(result));
        sender.send(request, this::dial);
        server = Handshake.accept(IncomingConnection.of(listener.accept()), id -> Optional.of(secret))
                .connection();
        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultOpened(request.transfer()));
    }

    @Test
    void sendsLinesAndThenTheEnd() throws IOException {
        send(target -> target.write("[1]\n[2]\n"));

        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultLines("[1]\n[2]\n"));
        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultEnded(null));
    }

    @Test
    void cutsFramesBetweenLines() throws IOException {
        String line = "x".repeat(100_000) + "\n";
        send(target -> target.write(line + line + "y"));

        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultLines(line + line));
    }

    @Test
    void reasonOfAnIncompleteResultIsReported() throws IOException {
        WholeResult failing = target -> {
            target.write("[1]\n");
            throw new IllegalStateException("executor lost");
        };
        send(failing);

        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultLines("[1]\n"));
        assertThat(server.receive()).isEqualTo(new DriverMessage.ResultEnded("executor lost"));
    }

    @Test
    void reasonHasTheMessagesOfItsCausesAndIsReportedForErrors() throws IOException {
        send(target -> {
            throw new AssertionError("plan is broken", new IllegalStateException("disk is gone"));
        });

        assertThat(server.receive())
                .isEqualTo(new DriverMessage.ResultEnded("plan is broken\nCaused by: disk is gone"));
    }

    @Test
    void resultThatIsNotKeptIsReported() throws IOException {
        send(null);

        DriverMessage.ResultEnded end = (DriverMessage.ResultEnded) server.receive();

        assertThat(end.failure()).contains("no whole result of statement 3");
    }

    @Test
    void jobsOfAResultWithoutAReaderAreCancelled() throws IOException {
        WholeResult endless = target -> LocalSpark.get()
                .sql("select count(*) from range(1000000000000) where id % 7 = 8")
                .collectAsList();
        send(endless);

        await().until(() -> jobs() == 1);

        server.close();

        await().atMost(Duration.ofSeconds(20)).until(() -> jobs() == 0);
    }

    @Test
    void jobsOfAResultAreCancelledWithItsSession() throws IOException {
        send(target -> LocalSpark.get()
                .sql("select count(*) from range(1000000000000) where id % 7 = 8")
                .collectAsList());
        await().until(() -> jobs() == 1);

        sender.close();

        await().atMost(Duration.ofSeconds(20)).until(() -> jobs() == 0);
    }

    private record OneResult(WholeResult result) implements WholeResults {
        @Override
        public Optional<WholeResult> find(int statement) {
            return Optional.ofNullable(result).filter(known -> statement == STATEMENT);
        }

        @Override
        public void forget() {
            throw new AssertionError("nobody asked for that");
        }
    }

    private int jobs() {
        return context.statusTracker().getActiveJobIds().length;
    }
}
