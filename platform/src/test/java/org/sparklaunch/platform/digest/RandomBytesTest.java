package org.sparklaunch.platform.digest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomBytesTest {
    @Test
    void bytesDifferEachTime() {
        assertThat(RandomBytes.create(32)).hasSize(32).isNotEqualTo(RandomBytes.create(32));
    }

    @Test
    void digitsAreTwoForEachByte() {
        assertThat(RandomBytes.hex(16)).matches("[0-9a-f]{32}").isNotEqualTo(RandomBytes.hex(16));
    }
}
