package org.sparklaunch.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceInstanceCodecTest {
    @Test
    void formatInZooKeeperIsStable() {
        ServiceInstance instance = new ServiceInstance(ServiceType.LIVY, "1", "http://h:1", Map.of("k", "v"));

        assertThat(new String(ServiceInstanceCodec.encode(instance), UTF_8))
                .isEqualTo("{\"type\":\"livy\",\"id\":\"1\",\"address\":\"http://h:1\",\"attributes\":{\"k\":\"v\"}}");
    }

    @Test
    void encodedValueIsDecoded() {
        ServiceInstance instance = new ServiceInstance(ServiceType.MASTER, "a", "spark://h:1", Map.of("k", "v"));

        assertThat(ServiceInstanceCodec.decode(ServiceInstanceCodec.encode(instance)))
                .contains(instance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "{\"type\":\"novelty\",\"id\":\"1\",\"address\":\"x\"}", "[1]"})
    void whatThisVersionCannotReadIsSkipped(String data) {
        assertThat(ServiceInstanceCodec.decode(data.getBytes(UTF_8))).isEmpty();
    }
}
