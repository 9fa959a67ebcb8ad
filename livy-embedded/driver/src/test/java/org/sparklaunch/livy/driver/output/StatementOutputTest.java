package org.sparklaunch.livy.driver.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementOutputTest {

    @Test
    void rendersTextAsLivyDoes() {
        String json = StatementOutput.text("res0: Int = 2\n").toJson(0);

        assertThat(json)
                .isEqualTo("{\"status\":\"ok\",\"execution_count\":0,\"data\":{\"text/plain\":\"res0: Int = 2\\n\"}}");
    }

    @Test
    void rendersJsonUnquoted() {
        String json = StatementOutput.json("{\"a\":[1]}").toJson(3);

        assertThat(json)
                .isEqualTo("{\"status\":\"ok\",\"execution_count\":3,\"data\":{\"application/json\":{\"a\":[1]}}}");
    }

    @Test
    void rendersErrorsAsLivyDoes() {
        String json = new StatementOutput.Failure("Error", "a \"b\"", List.of("x\n")).toJson(4);

        assertThat(json)
                .isEqualTo("{\"status\":\"error\",\"execution_count\":4,\"ename\":\"Error\",\"evalue\":\"a \\\"b\\\"\","
                        + "\"traceback\":[\"x\\n\"]}");
    }

    @Test
    void showsJavaFailuresWithFrames() {
        StatementOutput output = ThrowableOutput.of(new IllegalStateException("boom"));

        assertThat(((StatementOutput.Failure) output).message()).isEqualTo("boom");
        assertThat(((StatementOutput.Failure) output).traceback().get(0))
                .startsWith(getClass().getName());
    }

    @Test
    void showsTheClassOfAFailureWithoutMessage() {
        StatementOutput output = ThrowableOutput.of(new NullPointerException());

        assertThat(((StatementOutput.Failure) output).message()).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void countsBytesNotCharacters() {
        BoundedBuffer text = new BoundedBuffer(5);

        assertThatThrownBy(() -> text.write("ééé")).isInstanceOf(OutputTooLargeException.class);
    }

    @Test
    void takesTextUpToTheLimit() throws Exception {
        BoundedBuffer text = new BoundedBuffer(6);

        text.write("ééé");

        assertThat(text).hasToString("ééé");
    }

    @Test
    void refusesLimitsThatLetNothingThrough() {
        assertThatThrownBy(() -> new OutputLimits(0, 10_000)).hasMessageContaining("0 rows");
    }
}
