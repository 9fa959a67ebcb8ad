package org.sparklaunch.livy.protocol;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.security.MessageDigest;
import java.util.Optional;
import org.sparklaunch.platform.digest.RandomBytes;

/**
 * Authenticates both ends of a new socket and returns a {@link DriverConnection}. The driver names its session. Then both
 * sides prove that they know the session's secret without sending it:
 *
 * <pre>
 *   driver                                        server
 *     magic, version, session id, nonce D  ---&gt;
 *                                          &lt;---   verdict, nonce S, HMAC("server", D, S)
 *     HMAC("driver", S, D)                 ---&gt;
 *                                          &lt;---   verdict
 * </pre>
 *
 * Each step has {@value IncomingConnection#TIMEOUT_MILLIS} ms, so that a silent peer blocks nothing. A refusal is sent with its reason
 * before the socket closes. The handshake proves identity; frames are not encrypted, as Spark's own are by default.
 */
public final class Handshake {

    /**
     * The version of all bytes between server and driver. Every change of a message raises it, and a server adopts only
     * drivers of its own version. A test compares the bytes with the recorded ones of this version.
     */
    public static final int VERSION = 6;

    private static final int MAGIC = 0x53504c44;
    private static final int NONCE_BYTES = 32;
    private static final String ACCEPTED = "";

    /** An authenticated connection and the session that the driver named. */
    public record Accepted(String session, DriverConnection<ServerMessage, DriverMessage> connection) {}

    /** Finds the secret of a session by its id; empty for an unknown session. */
    public interface SecretLookup {
        Optional<SessionSecret> find(String session);
    }

    private Handshake() {}

    /**
     * Opens the connection; the driver's side.
     *
     * @throws ProtocolException when the server refused, with its reason, or could not prove its identity
     */
    public static DriverConnection<DriverMessage, ServerMessage> open(
            Socket socket, String session, SessionSecret secret) throws IOException {
        return open(socket, session, secret, nonce());
    }

    static DriverConnection<DriverMessage, ServerMessage> open(
            Socket socket, String session, SessionSecret secret, byte[] own) throws IOException {
        IncomingConnection.prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
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
        return new DriverConnection<>(socket, in, DriverMessageTable.TABLE::write, ServerMessageTable.TABLE::read);
    }

    /**
     * Accepts a connection; the server's side.
     *
     * @throws ProtocolException when the driver was refused; the reason was sent to it
     */
    public static Accepted accept(IncomingConnection caller, SecretLookup secrets) throws IOException {
        return accept(caller, secrets, nonce());
    }

    static Accepted accept(IncomingConnection caller, SecretLookup secrets, byte[] own) throws IOException {
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
                session,
                new DriverConnection<>(socket, in, ServerMessageTable.TABLE::write, DriverMessageTable.TABLE::read));
    }

    private static byte[] nonce() {
        return RandomBytes.create(NONCE_BYTES);
    }

    private static void requireAccepted(DataInputStream in) throws IOException {
        String verdict = in.readUTF();
        if (!verdict.equals(ACCEPTED)) {
            throw new ProtocolException("refused by the server: " + verdict);
        }
    }
}
