package org.sparklaunch.livy.driver.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.driver.LocalSpark;

class SqlErrorTextTest {
    private static final SqlPosition LINE_7 = new SqlPosition(7, 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x; line 1 pos 14;          | x; line 7 pos 19;",
                "x; line 2 pos 14;          | x; line 8 pos 14;",
                "x (line 1, pos 0)          | x (line 7, pos 5)",
                "== SQL (line 1, position 8) == | == SQL (line 7, position 13) ==",
                "== SQL of EXECUTE IMMEDIATE x (line 1, position 8) == | == SQL of EXECUTE IMMEDIATE x (line 7, position 13) ==",
                "{LINE:3} [LABELS_MISMATCH] | {LINE:9} [LABELS_MISMATCH]",
                "== SQL of VIEW v (line 1, position 8) == | == SQL of VIEW v (line 1, position 8) ==",
                "cost $1 and \\1; line 1 pos 0 | cost $1 and \\1; line 7 pos 5",
            })
    void everySpellingOfAPositionIsMoved(String message, String moved) {
        assertThat(LINE_7.shift(message)).isEqualTo(moved);
    }

    @Test
    void otherFailuresKeepTheirMessage() {
        assertThat(SqlErrorText.locate(
                        "x; line 1 pos 3", new IllegalStateException("x"), "select 1", SqlPosition.START))
                .isEqualTo("x; line 1 pos 3");
    }

    /** Every interface of SQL names the string, also where the statement is all that the user sent. */
    @Test
    void positionInAComputedStringIsNamedAlsoAtTheBeginning() {
        String parsed = "selekt 1";

        assertThat(SqlErrorText.locate("x (line 1, pos 0)", failure(parsed), "select f(1)", SqlPosition.START))
                .isEqualTo("x (line 1, pos 0 of a computed string)");
        assertThat(SqlErrorText.locate("x (line 1, pos 0)", failure(parsed), "run 'selekt 1'", SqlPosition.START))
                .isEqualTo("x (line 1, pos 5)");
        assertThat(SqlErrorText.locate(
                        "x (line 1, pos 0)", failure(parsed), "run 'selekt 1', 'selekt 1'", SqlPosition.START))
                .contains("of a computed string");
        assertThat(SqlErrorText.locate("x (line 1, pos 0)", failure(parsed), " selekt 1\n", LINE_7))
                .isEqualTo("x (line 7, pos 5)");
        assertThat(SqlErrorText.locate("x (line 1, pos 0)", failure(parsed), "selekt :a", LINE_7))
                .isEqualTo("x (line 7, pos 5)");
        assertThat(SqlErrorText.locate("x (line 1, pos 0)", failure(parsed), "run f(:a)", LINE_7))
                .contains("of a computed string");
    }

    private static Throwable failure(String sql) {
        try {
            return new AssertionError("parsed: " + LocalSpark.get().sql(sql));
        } catch (Exception e) {
            return new IllegalStateException("wrapped", e);
        }
    }
}
