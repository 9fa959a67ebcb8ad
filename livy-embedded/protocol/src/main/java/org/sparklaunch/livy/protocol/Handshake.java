package org.sparklaunch.livy.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * Makes a {@link DriverConnection} of a fresh socket. The driver opens, names its session, and both sides prove in turn
 * that they know the session's secret without sending it:
 *
 * <pre>
 *   driver                                        server
 *     magic, version, session id, nonce D  ---&gt;
 *                                          &lt;---   verdict, nonce S, HMAC("server", D, S)
 *     HMAC("driver", S, D)                 ---&gt;
 *                                          &lt;---   verdict
 * </pre>
 *
 * Each step has {@value Arrival#TIMEOUT_MILLIS} ms, so that a silent peer holds nothing. Refusals are answered in words before
 * the socket closes. Proof of identity, not secrecy: frames travel in clear, as Spark's own do by default.
 */
public final class Handshake {

    /** Rises with every change of a message; a server adopts only drivers of its own version. */
    public static final int VERSION = 4;

    private static final int MAGIC = 0x53504c44;
    private static final int NONCE_BYTES = 32;
    private static final String ACCEPTED = "";

    /** A driver's connection and the session it spoke for. */
    public record Accepted(String session, DriverConnection<ServerMessage, DriverMessage> connection) {}

    /** Finds the secret of a session by its id, empty for one the server does not know. */
    public interface SecretLookup {
        Optional<SessionSecret> find(String session);
    }

    private Handshake() {}

    /**
     * The driver's side.
     *
     * @throws ProtocolException when the server refused, with its words, or could not prove itself
     */
    public static DriverConnection<DriverMessage, ServerMessage> open(
            Socket socket, String session, SessionSecret secret) throws IOException {
        IncomingConnection.prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        byte[] own = nonce();
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        out.writeUTF(session);
        out.write(own);
        out.flush();

        requireAccepted(in);
        byte[] theirs = in.readNBytes(NONCE_BYTES);
        if (!MessageDigest.isEqual(secret.sign("server", own, theirs), in.readNBytes(NONCE_BYTES))) {
            throw new ProtocolException("the server does not know the secret of session " + session);
        }
        out.write(secret.sign("driver", theirs, own));
        out.flush();
        requireAccepted(in);
        socket.setSoTimeout(0);
        return new DriverConnection<>(socket, in, MessageCodec::write, MessageCodec::readServerMessage);
    }

    /**
     * The server's side.
     *
     * @throws ProtocolException when the driver was refused; it has been told why
     */
    public static Accepted accept(IncomingConnection caller, SecretLookup secrets) throws IOException {
        Socket socket = caller.socket();
        DataInputStream in = caller.in();
        DataOutputStream out = caller.out();
        if (caller.magic() != MAGIC) {
            throw new ProtocolException("not a driver: wrong first bytes");
        }
        int version = in.readInt();
        String session = in.readUTF();
        byte[] theirs = in.readNBytes(NONCE_BYTES);
        if (version != VERSION) {
            throw caller.refuse("driver speaks version " + version + ", server " + VERSION);
        }
        SessionSecret secret = secrets.find(session).orElse(null);
        if (secret == null) {
            throw caller.refuse("session " + session + " is not known here");
        }
        byte[] own = nonce();
        out.writeUTF(ACCEPTED);
        out.write(own);
        out.write(secret.sign("server", theirs, own));
        out.flush();
        if (!MessageDigest.isEqual(secret.sign("driver", own, theirs), in.readNBytes(NONCE_BYTES))) {
            throw caller.refuse("wrong proof for session " + session);
        }
        out.writeUTF(ACCEPTED);
        out.flush();
        socket.setSoTimeout(0);
        return new Accepted(
                session, new DriverConnection<>(socket, in, MessageCodec::write, MessageCodec::readDriverMessage));
    }

    private static byte[] nonce() {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        return nonce;
    }

    private static void requireAccepted(DataInputStream in) throws IOException {
        String verdict = in.readUTF();
        if (!verdict.equals(ACCEPTED)) {
            throw new ProtocolException("refused by the server: " + verdict);
        }
    }
}
