package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadAddressTest {
    @ParameterizedTest
    @ValueSource(strings = {"a.jar", "with space.py", "žluť ?#%41&.txt", "..a"})
    void everyNameComesBack(String name) {
        UploadAddress address = new UploadAddress("warm-3", "7236", name);

        assertThat(UploadAddress.parse(address.toUri())).contains(address);
        assertThat(UploadAddress.ofRequest(address.requestPath())).contains(address);
        assertThat(address.requestPath()).matches("[!-~]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/uploads/0/1/..",
                "/uploads/0/1/%2e%2e",
                "/uploads/0/1/a%2f..%2fsecret",
                "/uploads/../1/a",
                "/uploads/0/../a",
                "/uploads/0/1",
                "/uploads/0/1/",
                "/uploads/0/1/a/b",
                "/uploads/0/1/%zz",
                "/jars/0/1/a",
            })
    void redirectToAnotherPlaceIsNoAddress(String path) {
        assertThat(UploadAddress.ofRequest(path)).isEmpty();
    }

    @Test
    void anotherAddressIsRefused() {
        assertThat(UploadAddress.parse("file:/etc/passwd")).isEmpty();
        assertThatThrownBy(() -> new UploadAddress("0", "1", "a/b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void proofCoversFileAndSecret() {
        SessionSecret secret = SessionSecret.generate();
        UploadAddress address = new UploadAddress("0", "1", "a");

        assertThat(address.proof(secret)).hasSize(64).isEqualTo(address.proof(secret));
        assertThat(new UploadAddress("0", "1", "b").proof(secret)).isNotEqualTo(address.proof(secret));
        assertThat(address.proof(SessionSecret.generate())).isNotEqualTo(address.proof(secret));
    }
}
