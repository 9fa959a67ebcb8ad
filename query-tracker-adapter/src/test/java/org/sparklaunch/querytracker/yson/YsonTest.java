package org.sparklaunch.querytracker.yson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class YsonTest {
    private static final int ROUNDS = 3_000;

    @ParameterizedTest
    @EnumSource(YsonStyle.class)
    void writtenValuesAreReadBack(YsonStyle style) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            JsonNode value = new RandomYson(seed).value(4);

            assertThat(YsonReader.read(YsonWriter.write(value, style)))
                    .as("seed %d", seed)
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @EnumSource(YsonStyle.class)
    void damagedBytesAreAValueOrRefused(YsonStyle style) {
        for (int seed = 0; seed < ROUNDS; seed++) {
            Random random = new Random(seed);
            byte[] bytes = YsonWriter.write(new RandomYson(seed).value(4), style);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));

            // Nothing else than YsonException may come out of any bytes.
            assertThat(outcome(cut)).isIn("value", "refused");
        }
    }

    private static String outcome(byte[] bytes) {
        try {
            YsonReader.read(bytes);
            return "value";
        } catch (YsonException e) {
            return "refused";
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    #                                    | null
                    %true                                | true
                    -17                                  | -17
                    18446744073709551615u                | 18446744073709551615
                    1e3                                  | 1000.0
                    word_1.x-y                           | "word_1.x-y"
                    "a\\x41\\101\\n\\"\\\\"              | "aAA\\n\\"\\\\"
                    { a = 1 ; "b" = [ 1 ; ; 2 ] }        | refused
                    { a = 1 ; "b" = [ 1 ; 2 ; ] ; }      | {"a":1,"b":[1,2]}
                    <x=%false>[<>y]                      | {"$attributes":{"x":false},"$value":["y"]}
                    {}                                   | {}
                    []                                   | []
                    """)
    void textIsReadAsTheOriginalReadsIt(String yson, String json) {
        String read;
        try {
            read = YsonReader.read(yson.getBytes(StandardCharsets.UTF_8)).toString();
        } catch (YsonException e) {
            read = "refused";
        }

        assertThat(read).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1", "{a}", "{a=1", "<a=1>", "\"open", "%maybe", "1 2", "1.2.3", "-1u", "}", "\\"})
    void invalidYsonIsRefusedWithItsPosition(String text) {
        assertThatThrownBy(() -> YsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(YsonException.class)
                .hasMessageContaining("at byte");
    }

    /** The time to read it would grow with the square of its length. */
    @ParameterizedTest
    @ValueSource(strings = {"u", "", ".5"})
    @Timeout(20)
    void giantNumberIsRefused(String end) {
        byte[] number = ("1".repeat(10_000_000) + end).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> YsonReader.read(number))
                .isInstanceOf(YsonException.class)
                .hasMessageContaining("a number of");
    }

    @Test
    void endlessNestingIsRefused() {
        byte[] bytes = "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

        assertThatThrownBy(() -> YsonReader.read(bytes)).hasMessageContaining("nesting deeper than 128");
    }

    @Test
    void prettyTextHasALineForEachEntry() {
        JsonNode value = YsonReader.read("{a=1;b=[2]}".getBytes(StandardCharsets.US_ASCII));

        assertThat(new String(YsonWriter.write(value, YsonStyle.PRETTY), StandardCharsets.US_ASCII))
                .isEqualTo("{\n    \"a\" = 1;\n    \"b\" = [\n        2;\n    ];\n}");
    }

    @Test
    void fragmentsEndEachValueBySemicolon() {
        JsonNode value = YsonReader.read("{a=\"é\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(YsonWriter.writeFragment(List.of(value, value), YsonStyle.TEXT), StandardCharsets.UTF_8))
                .isEqualTo("{\"a\"=\"\\xc3\\xa9\"};\n{\"a\"=\"\\xc3\\xa9\"};\n");
    }
}
