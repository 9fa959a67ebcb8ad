package org.sparklaunch.metastore;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose client has not proved yet who it is. A message announces its own length, up to 100 MB, and Thrift reserves that
 * much memory. This refuses longer messages than a handshake has. Equal to another guard of the same connection, since Thrift
 * finds the state of a connection by it. Used by one thread.
 */
final class HandshakeGuard extends TTransport {
    /** Five messages of DIGEST-MD5 are below one KiB each. */
    static final int LONGEST = 8 * 1024;

    /** One byte of status, then the length. */
    private static final int HEADER = 5;

    private final TTransport connection;
    private boolean admitted;

    HandshakeGuard(TTransport connection) {
        this.connection = connection;
    }

    /** Lifts the limit. */
    void admit() {
        admitted = true;
    }

    @Override
    public int readAll(byte[] buffer, int offset, int length) throws TTransportException {
        int read = connection.readAll(buffer, offset, length);
        if (!admitted && length == HEADER) {
            int announced = ByteBuffer.wrap(buffer, offset + 1, Integer.BYTES).getInt();
            if (announced < 0 || announced > LONGEST) {
                throw new TTransportException(
                        "a message of a handshake has " + announced + " bytes; the limit is " + LONGEST);
            }
        }
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TTransportException {
        return connection.read(buffer, offset, length);
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
