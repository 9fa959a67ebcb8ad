package org.sparklaunch.authentication.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AccountNamesTest {
    private final AccountNames names = new AccountNames();

    @Test
    void rootHasItsName() throws IOException {
        assertThat(names.of(0)).contains("root");
        assertThat(names.of(0)).contains("root");
    }

    @Test
    void accountThatDoesNotExistHasNoName() throws IOException {
        assertThat(names.of(64_321)).isEmpty();
        assertThat(names.of(-2)).isEmpty();
    }
}
