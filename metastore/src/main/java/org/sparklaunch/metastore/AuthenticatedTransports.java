package org.sparklaunch.metastore;

import java.time.Duration;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;

/** Serves connections whose client proves within a limit that it knows the token. Thread-safe. */
final class AuthenticatedTransports extends TTransportFactory {
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);

    private final TSaslServerTransport.Factory sasl;

    AuthenticatedTransports(MetastoreToken token) {
        this.sasl = new TSaslServerTransport.Factory(
                TokenCheck.MECHANISM, null, TokenCheck.SERVER, TokenCheck.PROPERTIES, new TokenCheck(token));
    }

    /** Returns the same transport for the same connection: Thrift asks once for reading and once for writing. */
    @Override
    public TTransport getTransport(TTransport connection) throws TTransportException {
        HandshakeGuard guard = new HandshakeGuard(connection);
        setTimeout(connection, HANDSHAKE_LIMIT);
        TTransport authenticated = sasl.getTransport(guard);
        setTimeout(connection, Duration.ZERO);
        if (authenticated instanceof TSaslServerTransport known
                && known.getUnderlyingTransport() instanceof HandshakeGuard its) {
            its.admit();
        }
        return authenticated;
    }

    private static void setTimeout(TTransport connection, Duration limit) {
        if (connection instanceof TSocket socket) {
            socket.setTimeout((int) limit.toMillis());
        }
    }
}
