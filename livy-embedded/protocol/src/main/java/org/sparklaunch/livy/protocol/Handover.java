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
 * How a driver that Spark put on some host gets its settings and its secret. All it has is a ticket: 256 bits that are good
 * for one handover and that travelled with the order to start it, past the master and the worker.
 *
 * <pre>
 *   driver                                        server
 *     magic, version, name, submission, key D  ---&gt;
 *                                              &lt;---   verdict, key S, HMAC("server", D, S)
 *     HMAC("driver", S, D)                     ---&gt;
 *                                              &lt;---   verdict, the bundle, encrypted for D and S
 * </pre>
 *
 * The ticket is the key of both proofs, so that neither side gives or takes anything from a stranger; D and S are made for
 * this conversation alone, so that the ticket, read later where it passed, opens no recorded one. A ticket is void from the
 * moment its driver has proved itself: whoever used a stolen one before leaves the genuine driver refused in its log.
 */
public final class Handover {
    static final int MAGIC = 0x53504c48;
    private static final int VERSION = 1;
    private static final int PROOF_BYTES = 32;
    private static final String ACCEPTED = "";

    /** What the server has to give. */
    public interface Desk {
        /** The ticket of a driver by its name; empty when it has none, or has used it. */
        Optional<SessionSecret> ticket(String driver);

        /**
         * Gives the bundle out, once.
         *
         * @param submission the name that Spark's master gave the driver
         * @throws IOException when it is gone
         */
        HandoverBundle redeem(String driver, String submission) throws IOException;
    }

    /**
     * Who asks for a bundle.
     *
     * @param driver the name that the server gave
     * @param submission the name that Spark's master gave
     */
    public record Claim(String driver, String submission, SessionSecret ticket) {
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
     * The driver's side.
     *
     * @throws ProtocolException when the server refused, with its words, or could not prove itself
     */
    public static HandoverBundle fetch(Socket socket, Claim claim) throws IOException {
        IncomingConnection.prepare(socket);
        DataInputStream in = DriverConnection.inputOf(socket);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        try {
            KeyExchange exchange = new KeyExchange();
            byte[] own = exchange.publicKey();
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(claim.driver());
            out.writeUTF(claim.submission());
            out.write(own);
            out.flush();

            requireAccepted(in);
            byte[] theirs = in.readNBytes(KeyExchange.PUBLIC_BYTES);
            byte[] proof = in.readNBytes(PROOF_BYTES);
            if (!MessageDigest.isEqual(claim.ticket().sign("server", claim.bind(own), theirs), proof)) {
                throw new ProtocolException("the server does not know the ticket of driver " + claim.driver());
            }
            out.write(claim.ticket().sign("driver", theirs, claim.bind(own)));
            out.flush();
            requireAccepted(in);
            return HandoverBundle.of(exchange.decrypt(theirs, in.readNBytes(length(in))));
        } catch (GeneralSecurityException e) {
            throw new ProtocolException("the handover cannot be decrypted: " + e.getMessage());
        }
    }

    /**
     * The server's side.
     *
     * @throws ProtocolException when the driver was refused; it has been told why
     */
    public static void give(IncomingConnection caller, Desk desk) throws IOException {
        DataInputStream in = caller.in();
        DataOutputStream out = caller.out();
        int version = in.readInt();
        String driver = in.readUTF();
        String submission = in.readUTF();
        byte[] theirs = in.readNBytes(KeyExchange.PUBLIC_BYTES);
        if (version != VERSION) {
            throw caller.refuse("driver speaks handover version " + version + ", server " + VERSION);
        }
        SessionSecret ticket = desk.ticket(driver).orElse(null);
        if (ticket == null) {
            throw caller.refuse("driver " + driver + " is not expected here, or its ticket was used");
        }
        Claim claim = new Claim(driver, submission, ticket);
        try {
            KeyExchange exchange = new KeyExchange();
            byte[] own = exchange.publicKey();
            out.writeUTF(ACCEPTED);
            out.write(own);
            out.write(ticket.sign("server", claim.bind(theirs), own));
            out.flush();
            byte[] proof = in.readNBytes(PROOF_BYTES);
            if (!MessageDigest.isEqual(ticket.sign("driver", own, claim.bind(theirs)), proof)) {
                throw caller.refuse("wrong proof for driver " + driver);
            }
            byte[] bundle =
                    exchange.encrypt(theirs, desk.redeem(driver, submission).toBytes());
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
            throw new ProtocolException("a bundle of " + length + " bytes");
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
