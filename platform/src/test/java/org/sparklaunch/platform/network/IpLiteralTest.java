package org.sparklaunch.platform.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1", "10.1.2.3, 10.1.2.3", "::1, 0:0:0:0:0:0:0:1", "::ffff:10.1.2.3, 10.1.2.3"})
    void digitsAreAnAddress(String host, String address) {
        assertThat(IpLiteral.parse(host))
                .hasValueSatisfying(found -> assertThat(found.getHostAddress()).isEqualTo(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "127.1",
                "256.1.1.1",
                "1.2.3.4.5",
                "127.cluster.example.org",
                "a:b",
                "g::1",
                "[::1]"
            })
    void everythingElseIsNone(String host) {
        assertThat(IpLiteral.parse(host)).isEmpty();
    }
}
