package org.sparklaunch.livy.driver.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.driver.output.StatementOutput;

class ReplyParserTest {
    /** An output of 8 MiB of control characters has so many characters as JSON. */
    @Test
    void outputOfControlCharactersIsRead() throws Exception {
        String text = "x".repeat(48 << 20);

        StatementOutput output = ReplyParser.parse("{\"status\":\"ok\",\"data\":{\"text/plain\":\"" + text + "\"}}");

        assertThat(((StatementOutput.Success) output).data().get("text/plain")).hasSize(48 << 20);
    }
}
