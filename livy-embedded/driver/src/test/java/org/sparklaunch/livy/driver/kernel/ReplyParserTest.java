package org.sparklaunch.livy.driver.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sparklaunch.livy.driver.output.StatementOutput;

class ReplyParserTest {
    /** As JSON, 8 MiB of control characters have this length. */
    @Test
    void outputOfControlCharactersIsRead() throws Exception {
        String text = "x".repeat(48 << 20);

        StatementOutput output = ReplyParser.parse("{\"status\":\"ok\",\"data\":{\"text/plain\":\"" + text + "\"}}");

        assertThat(((StatementOutput.Success) output).data().get("text/plain")).hasSize(48 << 20);
    }
}
