package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.authentication.accounts.PortGuard;

/** Real connections on loopback, with the client's part of SASL as Hive's client plays it. */
class AuthenticatedTransportsTest {
    private static final String PASSWORD = "0123456789abcdef0123456789abcdef";

    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AuthenticatedTransports transports =
            new AuthenticatedTransports(MetastoreToken.of(PASSWORD), PortGuard.ofOwnAccount("a test"), refused::add);
    private TServerSocket server;
    private CompletableFuture<TTransport> served;

    @BeforeEach
    void listen() throws Exception {
        server = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        served = CompletableFuture.supplyAsync(() -> {
            try {
                return transports.getTransport(server.accept());
            } catch (TTransportException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @AfterEach
    void close() {
        server.close();
    }

    private TSocket dial() throws TTransportException {
        return new TSocket(
                InetAddress.getLoopbackAddress().getHostAddress(),
                server.getServerSocket().getLocalPort(),
                5_000);
    }

    private TTransport client(String user, String password, String protection) throws Exception {
        CallbackHandler answers = callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(base64(user));
                } else if (callback instanceof PasswordCallback secret) {
                    secret.setPassword(base64(password).toCharArray());
                } else if (callback instanceof RealmCallback realm) {
                    realm.setText(realm.getDefaultText());
                }
            }
        };
        return new TSaslClientTransport(
                "DIGEST-MD5",
                null,
                null,
                "default",
                Map.of(Sasl.QOP, protection, Sasl.SERVER_AUTH, "true"),
                answers,
                dial());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private TTransport served() throws Exception {
        return served.get(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth", "auth-conf"})
    void clientWithTheTokenIsServed(String protection) throws Exception {
        try (TTransport client = client("spark-launch", PASSWORD, protection)) {
            client.open();
            byte[] long1 = new byte[3 * HandshakeGuard.LONGEST];
            client.write(long1);
            client.flush();

            assertThat(served().readAll(new byte[long1.length], 0, long1.length))
                    .isEqualTo(long1.length);
        }
    }

    @Test
    void clientWithAnotherPasswordIsRefused() throws Exception {
        try (TTransport client = client("spark-launch", "guess", "auth")) {
            assertThatThrownBy(client::open).isInstanceOf(TTransportException.class);
        }
        assertThatThrownBy(this::served).isInstanceOf(ExecutionException.class);
        assertThat(refused).singleElement().asString().startsWith("refused a client at /127.0.0.1:");
    }

    @Test
    void clientWithAnotherNameIsRefused() throws Exception {
        try (TTransport client = client("root", PASSWORD, "auth")) {
            assertThatThrownBy(client::open).isInstanceOf(TTransportException.class);
        }
        assertThatThrownBy(this::served).isInstanceOf(ExecutionException.class);
    }

    @Test
    void clientThatDoesNotAuthenticateIsRefused() throws Exception {
        try (TTransport client = dial()) {
            client.open();
            // A call of Thrift's binary protocol, as a metastore without authentication expects it.
            client.write(new byte[] {(byte) 0x80, 1, 0, 1, 0, 0, 0, 17});
            client.flush();

            assertThatThrownBy(this::served).isInstanceOf(ExecutionException.class);
        }
    }

    @Test
    void connectionWithoutAMessageIsNotReported() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), server.getServerSocket().getLocalPort()).close();

        assertThatThrownBy(this::served).isInstanceOf(ExecutionException.class);
        assertThat(refused).isEmpty();
    }

    @Test
    void longMessageBeforeAuthenticationIsRefusedWithoutMemoryForIt() throws Exception {
        try (Socket client = new Socket(
                InetAddress.getLoopbackAddress(), server.getServerSocket().getLocalPort())) {
            byte[] header = {1, 5, (byte) 0xf5, (byte) 0xe1, 0};
            assertThat(new DataInputStream(skip(header)).readInt()).isEqualTo(100_000_000);
            client.getOutputStream().write(header);

            assertThatThrownBy(this::served)
                    .hasStackTraceContaining(
                            "a message of a handshake has 100000000 bytes; the limit is " + HandshakeGuard.LONGEST);
        }
    }

    private static InputStream skip(byte[] header) throws IOException {
        return new ByteArrayInputStream(header, 1, header.length - 1);
    }
}
