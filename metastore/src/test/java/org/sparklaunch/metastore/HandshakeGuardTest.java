package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;
import org.junit.jupiter.api.Test;

class HandshakeGuardTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private long now;

    /** A client that sends a byte each second, for ever. */
    private final class SlowClient extends TEndpointTransport {
        SlowClient() throws TTransportException {
            super(null);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            now += Duration.ofSeconds(1).toNanos();
            buffer[offset] = 0;
            return 1;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void open() {
            // It is open.
        }

        @Override
        public void close() {
            // Nothing is open.
        }

        @Override
        public void write(byte[] buffer, int offset, int length) {
            throw new UnsupportedOperationException();
        }
    }

    private HandshakeGuard guard() throws TTransportException {
        return new HandshakeGuard(new SlowClient(), LIMIT, () -> now);
    }

    @Test
    void clientThatSendsAByteAtATimeIsRefusedAtTheLimit() throws TTransportException {
        HandshakeGuard guard = guard();

        assertThatThrownBy(() -> guard.readAll(new byte[100], 0, 100))
                .isInstanceOf(TTransportException.class)
                .hasMessage("a handshake was not complete within 10 s");
        assertThat(Duration.ofNanos(now)).isEqualTo(LIMIT);
    }

    @Test
    void admittedClientMayTakeItsTime() throws TTransportException {
        HandshakeGuard guard = guard();
        guard.admit();

        assertThat(guard.readAll(new byte[100], 0, 100)).isEqualTo(100);
    }
}
