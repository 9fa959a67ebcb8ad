package org.sparklaunch.livy.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Hands settings and the session's secret to a driver that Spark placed on a worker. Such a driver starts with a handover
 * secret only: 256 bits that are valid once and travel with the submission through master and worker.
 *
 * <pre>
 *   driver                                        server
 *     magic, version, name, submission, key D  ---&gt;
 *                                              &lt;---   verdict, key S, HMAC("server", D, S)
 *     HMAC("driver", S, D)                     ---&gt;
 *                                              &lt;---   verdict, the bundle, encrypted for D and S
 * </pre>
 *
 * The handover secret is the key of both proofs, so neither side deals with a stranger. D and S are made for this handover
 * only, so a secret that is read later decrypts no recorded handover. The secret becomes invalid once its driver has proved
 * itself. If a stolen secret was used first, the genuine driver is refused and its log shows it.
 */
public final class Handover {
    /** The environment variable in which a driver gets its handover secret. */
    public static final String SECRET_VARIABLE = "SPARK_LAUNCH_HANDOVER_SECRET";

    static final int MAGIC = 0x53504c48;
    private static final int VERSION = 1;
    private static final int PROOF_BYTES = 32;
    private static final String ACCEPTED = "";

    /** The server's pending handovers. */
    public interface Source {
        /** Returns the handover secret of a driver by its name; empty when it has none or has used it. */
        Optional<SessionSecret> secret(String driver);

        /**
         * Returns the bundle and makes the secret invalid.
         *
         * @param submission the id that Spark's master gave the driver
         * @throws IOException when the bundle cannot be read
         */
        HandoverBundle take(String driver, String submission) throws IOException;
    }

    /**
     * The identity of the driver that requests its bundle.
     *
     * @param driver the name that the server gave
     * @param submission the id that Spark's master gave
     */
    public record Recipient(String driver, String submission, SessionSecret secret) {
        private byte[] bind(byte[] key) {
            byte[] names = (driver + '\n' + submission).getBytes(StandardCharsets.UTF_8);
            return ByteBuffer.allocate(key.length + names.length)
                    .put(key)
                    .put(names)
                    .array();
        }
    }

    private Handover() {}

    /**
     * Requests the bundle; the driver's side.
     *
     * @throws ProtocolException when the server refused, with its reason, or could not prove its identity
     */
    public static HandoverBundle fetch(Socket socket, Recipient recipient) throws IOException {
        return fetch(socket, recipient, KeyExchange::new);
    }

    static HandoverBundle fetch(Socket socket, Recipient recipient, KeyExchange.Factory keys) throws IOException {
        IncomingConnection.prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        try {
            KeyExchange exchange = keys.generate();
            byte[] own = exchange.publicKey();
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(recipient.driver());
            out.writeUTF(recipient.submission());
            out.write(own);
            out.flush();

            requireAccepted(in);
            byte[] theirs = in.readNBytes(KeyExchange.PUBLIC_BYTES);
            byte[] proof = in.readNBytes(PROOF_BYTES);
            if (!MessageDigest.isEqual(recipient.secret().sign("server", recipient.bind(own), theirs), proof)) {
                throw new ProtocolException(
                        "the server does not know the handover secret of driver " + recipient.driver());
            }
            out.write(recipient.secret().sign("driver", theirs, recipient.bind(own)));
            out.flush();
            requireAccepted(in);
            return HandoverBundle.of(exchange.decrypt(theirs, in.readNBytes(length(in))));
        } catch (GeneralSecurityException e) {
            throw new ProtocolException("the handover cannot be decrypted: " + e.getMessage());
        }
    }

    /**
     * Answers a request; the server's side.
     *
     * @throws ProtocolException when the driver was refused; the reason was sent to it
     */
    public static void give(IncomingConnection caller, Source source) throws IOException {
        give(caller, source, KeyExchange::new);
    }

    static void give(IncomingConnection caller, Source source, KeyExchange.Factory keys) throws IOException {
        DataInputStream in = caller.in();
        DataOutputStream out = caller.out();
        int version = in.readInt();
        String driver = in.readUTF();
        String submission = in.readUTF();
        byte[] theirs = in.readNBytes(KeyExchange.PUBLIC_BYTES);
        if (version != VERSION) {
            throw caller.refuse("driver speaks handover version " + version + ", server " + VERSION);
        }
        SessionSecret secret = source.secret(driver).orElse(null);
        if (secret == null) {
            throw caller.refuse("driver " + driver + " is not expected here, or its handover secret was used before");
        }
        Recipient recipient = new Recipient(driver, submission, secret);
        try {
            KeyExchange exchange = keys.generate();
            byte[] own = exchange.publicKey();
            out.writeUTF(ACCEPTED);
            out.write(own);
            out.write(secret.sign("server", recipient.bind(theirs), own));
            out.flush();
            byte[] proof = in.readNBytes(PROOF_BYTES);
            if (!MessageDigest.isEqual(secret.sign("driver", own, recipient.bind(theirs)), proof)) {
                throw caller.refuse("wrong proof for driver " + driver);
            }
            byte[] bundle =
                    exchange.encrypt(theirs, source.take(driver, submission).toBytes());
            out.writeUTF(ACCEPTED);
            out.writeInt(bundle.length);
            out.write(bundle);
            out.flush();
        } catch (GeneralSecurityException e) {
            throw caller.refuse("no key can be agreed on: " + e.getMessage());
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 1 || length > DriverConnection.MAX_FRAME_BYTES) {
            throw new ProtocolException(
                    "handover bundle of " + length + " bytes, allowed are 1 to " + DriverConnection.MAX_FRAME_BYTES);
        }
        return length;
    }

    private static void requireAccepted(DataInputStream in) throws IOException {
        String verdict = in.readUTF();
        if (!verdict.equals(ACCEPTED)) {
            throw new ProtocolException("refused by the server: " + verdict);
        }
    }
}
