package org.sparklaunch.metastore;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client has not proved yet who it is. A message announces its own length, up to 100 MB, and Thrift reserves that
 * much memory. This refuses longer messages than a handshake has, and ends a handshake that takes too long as a whole, however
 * often the client sends a byte. Equal to another guard of the same connection, since Thrift finds the state of a connection by it.
 * Used by one thread.
 */
final class HandshakeGuard extends TTransport {
    /** Five messages of DIGEST-MD5 are below one KiB each. */
    static final int LONGEST = 8 * 1024;

    /** One byte of status, then the length. */
    private static final int HEADER = 5;

    private final TTransport connection;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final long begin;
    private boolean admitted;
    private boolean begun;

    HandshakeGuard(TTransport connection, Duration limit, LongSupplier nanoTime) {
        this.connection = connection;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** Lifts the limits. */
    void admit() {
        admitted = true;
        setTimeout(0);
    }

    /** Returns whether the client has sent something. */
    boolean hasBegun() {
        return begun;
    }

    @Override
    public int readAll(byte[] buffer, int offset, int length) throws TTransportException {
        if (admitted) {
            return connection.readAll(buffer, offset, length);
        }
        for (int done = 0; done < length; ) {
            done += read(buffer, offset + done, length - done);
        }
        if (length == HEADER) {
            int announced = ByteBuffer.wrap(buffer, offset + 1, Integer.BYTES).getInt();
            if (announced < 0 || announced > LONGEST) {
                throw new TTransportException(
                        "a message of a handshake has " + announced + " bytes; the limit is " + LONGEST);
            }
        }
        return length;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TTransportException {
        if (admitted) {
            return connection.read(buffer, offset, length);
        }
        long left = limit.minusNanos(nanoTime.getAsLong() - begin).toMillis();
        if (left <= 0) {
            throw new TTransportException("a handshake was not complete within " + limit.toSeconds() + " s");
        }
        setTimeout((int) left);
        int read = connection.read(buffer, offset, length);
        if (read <= 0) {
            throw new TTransportException(TTransportException.END_OF_FILE, "the client has closed the connection");
        }
        begun = true;
        return read;
    }

    private void setTimeout(int millis) {
        if (connection instanceof TSocket socket) {
            socket.setTimeout(millis);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws TTransportException {
        connection.write(buffer, offset, length);
    }

    @Override
    public void flush() throws TTransportException {
        connection.flush();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public void open() throws TTransportException {
        connection.open();
    }

    @Override
    public void close() {
        connection.close();
    }

    @Override
    public TConfiguration getConfiguration() {
        return connection.getConfiguration();
    }

    @Override
    public void updateKnownMessageSize(long size) throws TTransportException {
        connection.updateKnownMessageSize(size);
    }

    @Override
    public void checkReadBytesAvailable(long bytes) throws TTransportException {
        connection.checkReadBytesAvailable(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HandshakeGuard guard && guard.connection == connection;
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(connection);
    }
}
