package org.sparklaunch.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryPathTest {
    @Test
    void defaultPathIsTheDocumentedOne() {
        assertThat(DiscoveryPath.DEFAULT.value()).isEqualTo("/spark-launch/default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "/a/",
                "/a//b",
                "/a/../b",
                "/a/.",
                "/zookeeper/x",
                "/a/claims",
                "/services/b",
                "/a/recovery"
            })
    void invalidPathIsNamedInTheRefusal(String value) {
        assertThatThrownBy(() -> new DiscoveryPath(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + value + "'");
    }
}
