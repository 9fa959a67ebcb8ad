package org.sparklaunch.querytracker.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void textFormHidesTheToken() {
        Token token = Token.generate();
        String secret = token.bearer().substring("Bearer stk-".length());

        assertThat(token.toString()).doesNotContain(secret);
        assertThat(token.hash().toString()).doesNotContain(secret);
    }

    @Test
    void twoTokensDiffer() {
        assertThat(Token.generate().hash()).isNotEqualTo(Token.generate().hash());
    }

    @Test
    void hashIsTheSameEveryTime() {
        Token token = Token.generate();

        assertThat(token.hash()).isEqualTo(token.hash());
    }
}
