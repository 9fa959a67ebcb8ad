package org.sparklaunch.livy.protocol;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/**
 * An authenticated connection between a server and one driver, made by {@link Handshake}. Frames are a length and a
 * body; a frame above {@link #MAX_FRAME_BYTES} is refused by both sides before memory is spent on it.
 *
 * <p>Any thread may send; one thread receives. Both block. {@link #close} makes a blocked
 * receiver fail with an {@link IOException}.
 *
 * @param <S> what this side sends
 * @param <R> what this side receives
 */
public final class DriverConnection<S, R> implements AutoCloseable {

    /** The largest frame. The driver limits outputs well below it; the server limits code by its limit for HTTP bodies. */
    public static final int MAX_FRAME_BYTES = 64 * 1024 * 1024;

    /** Writes the body of a message. */
    interface Encoder<S> {
        void write(S message, DataOutput out) throws IOException;
    }

    /** Reads the body of a message. */
    interface Decoder<R> {
        R read(DataInput in) throws IOException;
    }

    private final Socket socket;
    private final Encoder<S> encoder;
    private final Decoder<R> decoder;
    private final DataInputStream in;
    private final DataOutputStream out;

    DriverConnection(Socket socket, DataInputStream in, Encoder<S> encoder, Decoder<R> decoder) throws IOException {
        this.socket = socket;
        this.encoder = encoder;
        this.decoder = decoder;
        this.in = in;
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    }

    static DataInputStream inputOf(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    /**
     * Sends one message and returns when the socket took it.
     *
     * @throws ProtocolException when the message is too large for a frame; the connection stays usable
     */
    public void send(S message) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        encoder.write(message, new DataOutputStream(body));
        if (body.size() > MAX_FRAME_BYTES) {
            throw new ProtocolException("message of " + body.size() + " bytes, a frame holds " + MAX_FRAME_BYTES);
        }
        synchronized (out) {
            out.writeInt(body.size());
            body.writeTo(out);
            out.flush();
        }
    }

    /**
     * Waits for the next message, without limit.
     *
     * @throws IOException when the connection ended, {@link java.io.EOFException} when the peer closed it in order
     */
    public R receive() throws IOException {
        int length = in.readInt();
        if (length < 1 || length > MAX_FRAME_BYTES) {
            throw new ProtocolException("frame of " + length + " bytes, allowed are 1 to " + MAX_FRAME_BYTES);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        ByteArrayInputStream unread = new ByteArrayInputStream(body);
        R message = decoder.read(new DataInputStream(unread));
        if (unread.available() > 0) {
            throw new ProtocolException("frame has " + unread.available() + " bytes after its message");
        }
        return message;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
