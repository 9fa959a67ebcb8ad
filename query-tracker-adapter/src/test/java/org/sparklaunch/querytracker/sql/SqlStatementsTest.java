package org.sparklaunch.querytracker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.querytracker.error.QueryException;

class SqlStatementsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '§', quoteCharacter = '^', textBlock = """
                    select 1                                             § [select 1]
                    select 1;                                            § [select 1]
                    select 1; ; select 2 ;                               § [select 1, select 2]
                    select ';'                                           § [select ';']
                    select 'a\\';b'; select 2                            § [select 'a\\';b', select 2]
                    select 'it''s; fine'; select 2                       § [select 'it''s; fine', select 2]
                    select r'\\'; select 2                               § [select r'\\', select 2]
                    select "a;b"; select `c;d``;e` from t                § [select "a;b", select `c;d``;e` from t]
                    select 1 -- no; end                                  § [select 1 -- no; end]
                    -- only a comment;                                   § []
                    /* a; /* b; */ c; */ select 1; select 2              § [/* a; /* b; */ c; */ select 1, select 2]
                    select /*+ broadcast(t) */ 1; select 2               § [select /*+ broadcast(t) */ 1, select 2]
                    begin select 1; select 2; end; select 3              § [begin select 1; select 2; end, select 3]
                    begin begin select 1; end; end; select 3             § [begin begin select 1; end; end, select 3]
                    l: begin leave l; end l; select 3                    § [l: begin leave l; end l, select 3]
                    begin if x then select 1; end if; end; select 3      § [begin if x then select 1; end if; end, select 3]
                    begin select case when a then 1 end; end; select 3   § [begin select case when a then 1 end; end, select 3]
                    begin case x when 1 then select 1; end case; end; select 3 § [begin case x when 1 then select 1; end case; end, select 3]
                    begin while x do select 1; end while; end; select 3  § [begin while x do select 1; end while; end, select 3]
                    select case when a then 1 end; select 2              § [select case when a then 1 end, select 2]
                    select begin from t; select end from t               § [select begin from t, select end from t]
                    select 'open; text                                   § [select 'open; text]
                    """)
    void statementsEndAtTheirSemicolons(String sql, String statements) {
        assertThat(sqls(sql)).hasToString(statements);
    }

    @Test
    void commentEndsWithItsLine() {
        assertThat(sqls("select 1 -- a;\n; select 2")).containsExactly("select 1 -- a;", "select 2");
    }

    private static List<String> sqls(String query) {
        return SqlStatements.split(query).stream().map(SqlStatement::sql).toList();
    }

    @Test
    void statementsKnowWhereTheyBeginInTheQuery() {
        assertThat(SqlStatements.split("  select 1;\n\n-- two\nselect 2; '😀';  select 3"))
                .containsExactly(
                        new SqlStatement("select 1", 1, 2),
                        new SqlStatement("-- two\nselect 2", 3, 0),
                        new SqlStatement("'😀'", 4, 10),
                        new SqlStatement("select 3", 4, 16));
    }

    @Test
    void piecesOfAnythingAreTheWhole() {
        Random random = new Random(1);
        String letters = "a;'\"`\\-/* \nr:$ü1";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder sql = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                sql.append(letters.charAt(random.nextInt(letters.length())));
            }

            List<SqlTokens.Piece> pieces = SqlTokens.scan(sql.toString());

            assertThat(String.join(
                            "", pieces.stream().map(SqlTokens.Piece::text).toList()))
                    .isEqualTo(sql.toString());
        }
    }

    /** Each took time by the square of the length. */
    @ParameterizedTest
    @ValueSource(strings = {"/**/", "-- x\n", "a ", "'x'", "begin end ", "("})
    @Timeout(60)
    void longQueriesAreSplitInTime(String part) {
        assertThat(sqls("select " + part.repeat(1_000_000 / part.length()))).hasSize(1);
    }

    @Test
    @Timeout(60)
    void manyStatementsAreSplitInTime() {
        assertThat(SqlStatements.split("select 1;".repeat(10_000)))
                .hasSize(10_000)
                .endsWith(new SqlStatement("select 1", 1, 9 * 9_999));
    }

    @Test
    void tooManyStatementsAreRefused() {
        assertThatThrownBy(() -> SqlStatements.split("a;".repeat(10_001)))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("more than 10000 statements");
    }

    @Test
    void tooLongAQueryIsRefused() {
        assertThatThrownBy(() -> SqlStatements.split(",".repeat(2 << 20)))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("2097152 characters");
    }
}
