package org.sparklaunch.livy.server.driver.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class DriverEndpointTest {
    /** The first port that Linux gives to outgoing connections, unless told otherwise. */
    private static final int FIRST_EPHEMERAL = 32_768;

    @Test
    void newPortIsOutsideTheRangeOfOutgoingConnections() throws IOException {
        try (DriverEndpoint endpoint = DriverEndpoint.bind("127.0.0.1", 0)) {
            assertThat(endpoint.address().getPort()).isLessThan(FIRST_EPHEMERAL);
        }
    }

    @Test
    void givenPortIsUsed() throws IOException {
        int port;
        try (DriverEndpoint endpoint = DriverEndpoint.bind("127.0.0.1", 0)) {
            port = endpoint.address().getPort();
        }

        try (DriverEndpoint endpoint = DriverEndpoint.bind("127.0.0.1", port)) {
            assertThat(endpoint.address().getPort()).isEqualTo(port);
        }
    }
}
