package org.sparklaunch.metastore;

import java.net.Socket;
import java.time.Duration;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.sparklaunch.authentication.accounts.PortGuard;

/** Serves connections of admitted accounts whose client proves within a limit that it knows the token. Thread-safe. */
final class AuthenticatedTransports extends TTransportFactory {
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);

    private final TSaslServerTransport.Factory sasl;
    private final PortGuard guard;

    AuthenticatedTransports(MetastoreToken token, PortGuard guard) {
        this.sasl = new TSaslServerTransport.Factory(
                TokenCheck.MECHANISM, null, TokenCheck.SERVER, TokenCheck.PROPERTIES, new TokenCheck(token));
        this.guard = guard;
    }

    /** Returns the same transport for the same connection: Thrift asks once for reading and once for writing. */
    @Override
    public TTransport getTransport(TTransport connection) throws TTransportException {
        refuseOthers(connection);
        TTransport authenticated = sasl.getTransport(new HandshakeGuard(connection, HANDSHAKE_LIMIT, System::nanoTime));
        if (authenticated instanceof TSaslServerTransport known
                && known.getUnderlyingTransport() instanceof HandshakeGuard its) {
            its.admit();
        }
        return authenticated;
    }

    /** Before anything is read: other accounts of the machine must not keep the threads of the server busy. */
    private void refuseOthers(TTransport connection) throws TTransportException {
        if (connection instanceof TSocket client) {
            Socket socket = client.getSocket();
            if (!guard.admits(socket.getRemoteSocketAddress(), socket.getLocalSocketAddress())) {
                throw new TTransportException("the account of the connection is not served");
            }
        }
    }
}
