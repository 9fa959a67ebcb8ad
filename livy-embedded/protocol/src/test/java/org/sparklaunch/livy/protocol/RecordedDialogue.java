package org.sparklaunch.livy.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs a handshake or a handover with fixed secrets, nonces and keys over real sockets, and records both directions. */
final class RecordedDialogue implements AutoCloseable {
    static final HandoverBundle BUNDLE = new HandoverBundle(
            List.of("--properties-file", "private/spark.properties"),
            Map.of("spark.properties", new byte[] {1, 2}, "driver.properties", new byte[] {3}));

    /** Keys of this test only. */
    private static final String DRIVER_KEY =
            "302e020100300506032b656e04220420927658f69c6ef8f08500b6bdbfc2031ca6213bf374fd0c5a552d947fcb446018";

    private static final String DRIVER_PUBLIC_KEY =
            "302a300506032b656e032100e8036b3ea1375fc99cc0a215412ff708562f975548305e57a6aeade1f7574f10";
    private static final String SERVER_KEY =
            "302e020100300506032b656e0422042026a48411539509bb7af91e7941a1639ee244aeb3f655f91603bb9d0a6263b85c";
    private static final String SERVER_PUBLIC_KEY =
            "302a300506032b656e0321001004a66aef70355ece535908a4414ff7c78a707ea0fcde95412426cab342c42f";

    private static final SessionSecret SECRET = SessionSecret.parse("5e".repeat(32));

    private final ServerSocket listener = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    private final ServerSocket tap = new ServerSocket(0, 2, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ByteArrayOutputStream fromDriver = new ByteArrayOutputStream();
    private final ByteArrayOutputStream fromServer = new ByteArrayOutputStream();
    private final Future<?> relay;

    RecordedDialogue() throws IOException {
        relay = threads.submit(this::relay);
    }

    void handshake() throws Exception {
        Future<?> server = threads.submit(() -> {
            try (Socket socket = listener.accept()) {
                var accepted = Handshake.accept(
                        IncomingConnection.of(socket), session -> Optional.of(SECRET), nonce((byte) 2));
                accepted.connection().receive();
                accepted.connection().send(new ServerMessage.Welcome(5));
                return accepted.session();
            }
        });
        try (var driver = Handshake.open(dial(), "7", SECRET, nonce((byte) 1))) {
            driver.send(new DriverMessage.Hello(42, 3, 2));
            driver.receive();
        }
        server.get();
        relay.get();
    }

    void handover() throws Exception {
        Handover.Source source = new Handover.Source() {
            @Override
            public Optional<SessionSecret> secret(String driver) {
                return Optional.of(SECRET);
            }

            @Override
            public HandoverBundle take(String driver, String submission) {
                return BUNDLE;
            }
        };
        Future<?> server = threads.submit(() -> {
            try (Socket socket = listener.accept()) {
                Handover.give(IncomingConnection.of(socket), source, () -> keys(SERVER_KEY, SERVER_PUBLIC_KEY));
                return socket;
            }
        });
        try (Socket socket = dial()) {
            Handover.fetch(
                    socket,
                    new Handover.Recipient("sessions-7", "driver-20261129-0001", SECRET),
                    () -> keys(DRIVER_KEY, DRIVER_PUBLIC_KEY));
        }
        server.get();
        relay.get();
    }

    byte[] fromDriver() {
        return fromDriver.toByteArray();
    }

    byte[] fromServer() {
        return fromServer.toByteArray();
    }

    private static byte[] nonce(byte filler) {
        byte[] nonce = new byte[32];
        Arrays.fill(nonce, filler);
        return nonce;
    }

    private static KeyExchange keys(String privateKey, String publicKey) throws GeneralSecurityException {
        KeyFactory factory = KeyFactory.getInstance("X25519");
        HexFormat hex = HexFormat.of();
        return new KeyExchange(new KeyPair(
                factory.generatePublic(new X509EncodedKeySpec(hex.parseHex(publicKey))),
                factory.generatePrivate(new PKCS8EncodedKeySpec(hex.parseHex(privateKey)))));
    }

    private Socket dial() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), tap.getLocalPort());
    }

    private Void relay() throws Exception {
        try (Socket driver = tap.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
            Future<?> up = threads.submit(() -> copy(driver, server, fromDriver));
            copy(server, driver, fromServer);
            up.get();
        }
        return null;
    }

    private static Void copy(Socket from, Socket to, ByteArrayOutputStream recorded) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] some = new byte[4096];
        for (int read = in.read(some); read >= 0; read = in.read(some)) {
            recorded.write(some, 0, read);
            out.write(some, 0, read);
            out.flush();
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        tap.close();
        threads.shutdownNow();
    }
}
