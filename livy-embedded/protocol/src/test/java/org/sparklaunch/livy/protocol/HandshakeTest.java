package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HandshakeTest {
    private static final String SESSION = "7";

    private final SessionSecret secret = SessionSecret.generate();
    private final ExecutorService serverThread = Executors.newSingleThreadExecutor();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        serverThread.shutdownNow();
    }

    @Test
    void carriesMessagesBothWaysOnceBothSidesKnowTheSecret() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));

        try (var driver = Handshake.open(dial(), SESSION, secret);
                var server = accepted.get().connection()) {
            driver.send(new DriverMessage.Hello(42, 3, 2));
            server.send(new ServerMessage.Welcome(5));

            assertThat(accepted.get().session()).isEqualTo(SESSION);
            assertThat(server.receive()).isEqualTo(new DriverMessage.Hello(42, 3, 2));
            assertThat(driver.receive()).isEqualTo(new ServerMessage.Welcome(5));
        }
    }

    @Test
    void driverLeavesAServerThatDoesNotKnowTheSecret() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(SessionSecret.generate()));

        try (Socket socket = dial()) {
            assertThatThrownBy(() -> Handshake.open(socket, SESSION, secret))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage("the server does not know the secret of session 7");
        }
        assertThatThrownBy(accepted::get).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void serverRefusesASessionThatItDoesNotKnow() throws IOException {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.empty());

        assertThatThrownBy(() -> Handshake.open(dial(), SESSION, secret))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("refused by the server: session 7 is not known here");
        assertThatThrownBy(accepted::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(ProtocolException.class);
    }

    @Test
    void serverRefusesAProofMadeWithoutTheSecret() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));

        try (Socket impostor = dial()) {
            DataOutputStream out = openingOf(impostor, Handshake.VERSION);
            DataInputStream in = new DataInputStream(impostor.getInputStream());
            in.readUTF();
            in.readNBytes(64);
            out.write(new byte[32]);
            out.flush();

            assertThat(in.readUTF()).isEqualTo("wrong proof for session 7");
        }
        assertThatThrownBy(accepted::get).hasRootCauseInstanceOf(ProtocolException.class);
    }

    @Test
    void serverRefusesAnotherVersionByBothNumbers() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));
        String refusal = "driver speaks version 999, server " + Handshake.VERSION;

        try (Socket driver = dial()) {
            openingOf(driver, 999);

            assertThat(new DataInputStream(driver.getInputStream()).readUTF()).isEqualTo(refusal);
        }
        assertThatThrownBy(accepted::get).hasRootCauseMessage(refusal);
    }

    @Test
    void serverClosesAConnectionOfAnotherProgram() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));

        try (Socket browser = dial()) {
            browser.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThatThrownBy(accepted::get).hasRootCauseMessage("not a driver: wrong first bytes");
        }
    }

    @Test
    void closingOneEndWakesTheReceiverAtTheOther() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));
        Socket socket = dial();
        Handshake.open(socket, SESSION, secret);
        CompletableFuture<DriverMessage> received = receiveOn(accepted.get().connection());

        socket.close();

        assertThatThrownBy(received::get).hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void refusesToSendWhatNoFrameHolds() throws Exception {
        CompletableFuture<Handshake.Accepted> accepted = acceptWith(Optional.of(secret));
        try (var driver = Handshake.open(dial(), SESSION, secret);
                var server = accepted.get().connection()) {
            String tooLong = "x".repeat(DriverConnection.MAX_FRAME_BYTES);

            assertThatThrownBy(() -> driver.send(new DriverMessage.SessionFailed(1, tooLong)))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("a frame holds " + DriverConnection.MAX_FRAME_BYTES);

            driver.send(new DriverMessage.Hello(1, 0, 0));
            assertThat(server.receive()).isEqualTo(new DriverMessage.Hello(1, 0, 0));
        }
    }

    private CompletableFuture<Handshake.Accepted> acceptWith(Optional<SessionSecret> known) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return Handshake.accept(IncomingConnection.of(listener.accept()), session -> known);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                serverThread);
    }

    private CompletableFuture<DriverMessage> receiveOn(DriverConnection<ServerMessage, DriverMessage> connection) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return connection.receive();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                serverThread);
    }

    private Socket dial() throws IOException {
        return new Socket(listener.getInetAddress(), listener.getLocalPort());
    }

    private static DataOutputStream openingOf(Socket socket, int version) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(0x53504c44);
        out.writeInt(version);
        out.writeUTF(SESSION);
        out.write(new byte[32]);
        out.flush();
        return out;
    }
}
