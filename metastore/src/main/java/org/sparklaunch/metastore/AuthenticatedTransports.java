package org.sparklaunch.metastore;

import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.thrift.transport.TSaslServerTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.sparklaunch.authentication.accounts.PortGuard;

/** Serves connections of admitted accounts whose client proves within a limit that it knows the token. Thread-safe. */
final class AuthenticatedTransports extends TTransportFactory {
    private static final Duration HANDSHAKE_LIMIT = Duration.ofSeconds(10);
    private static final long BETWEEN_REPORTS = Duration.ofMinutes(1).toNanos();

    private final TSaslServerTransport.Factory sasl;
    private final PortGuard guard;
    private final Consumer<String> log;
    private final AtomicLong lastReport = new AtomicLong(System.nanoTime() - BETWEEN_REPORTS);

    /**
     * For the clients that hold a token.
     *
     * @param log receives a line about refused clients, at most one a minute
     */
    AuthenticatedTransports(MetastoreToken token, PortGuard guard, Consumer<String> log) {
        this.sasl = new TSaslServerTransport.Factory(
                TokenCheck.MECHANISM, null, TokenCheck.SERVER, TokenCheck.PROPERTIES, new TokenCheck(token));
        this.guard = guard;
        this.log = log;
    }

    /** Returns the same transport for the same connection: Thrift asks once for reading and once for writing. */
    @Override
    public TTransport getTransport(TTransport connection) throws TTransportException {
        Optional<Socket> socket =
                connection instanceof TSocket client ? Optional.of(client.getSocket()) : Optional.empty();
        if (socket.isPresent()) {
            refuseOthers(socket.get());
        }
        TTransport authenticated = authenticate(connection, socket.map(Socket::getRemoteSocketAddress));
        if (authenticated instanceof TSaslServerTransport known
                && known.getUnderlyingTransport() instanceof HandshakeGuard its) {
            its.admit();
        }
        return authenticated;
    }

    /** Before anything is read: other accounts of the machine must not keep the threads of the server busy. */
    private void refuseOthers(Socket socket) throws TTransportException {
        if (!guard.admits(socket.getRemoteSocketAddress(), socket.getLocalSocketAddress())) {
            throw new TTransportException("the account of the connection is not served");
        }
    }

    private TTransport authenticate(TTransport connection, Optional<SocketAddress> client) throws TTransportException {
        HandshakeGuard handshake = new HandshakeGuard(connection, HANDSHAKE_LIMIT, System::nanoTime);
        try {
            return sasl.getTransport(handshake);
        } catch (TTransportException | RuntimeException e) {
            // The launcher connects and sends nothing, to learn whether this server is ready.
            if (handshake.hasBegun()) {
                report(client);
            }
            throw e;
        }
    }

    /** Without the reason, which may have what the client sent. */
    private void report(Optional<SocketAddress> client) {
        long now = System.nanoTime();
        long last = lastReport.get();
        if (now - last >= BETWEEN_REPORTS && lastReport.compareAndSet(last, now)) {
            log.accept("refused a client at "
                    + client.map(SocketAddress::toString).orElse("an unknown address")
                    + ": it does not prove that it holds the token of this launch");
        }
    }
}
