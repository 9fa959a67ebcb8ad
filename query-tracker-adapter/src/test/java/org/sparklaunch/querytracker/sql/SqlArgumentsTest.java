package org.sparklaunch.querytracker.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.querytracker.testing.Tracker;

class SqlArgumentsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    select :a                | {"a":"é'"}      | select CAST(X'c3a927' AS STRING)
                    select :a + :a           | {"a":-7}        | select (-7) + (-7)
                    select :a                | {"a":null}      | select NULL
                    select :a                | {"a":true}      | select TRUE
                    select :a                | {"a":1.50}      | select CAST(CAST(X'312e3530' AS STRING) AS DECIMAL(3,2))
                    select x::int, ':a', :b  | {"a":1,"int":2} | select x::int, ':a', :b
                    select 1 -- :a           | {"a":1}         | select 1 -- :a
                    select :d                | {"d":{"type":"date","value":"x"}} | select CAST(CAST(X'78' AS STRING) AS date)
                    select :d                | {"d":{"type":"interval day to second","value":"PT26H0.5S"}} | select make_dt_interval(1, 2, 0, 0.500000BD)
                    select :d                | {"d":{"type":"interval day to second","value":"-PT1.5S"}} | select make_dt_interval(0, 0, 0, -1.500000BD)
                    select :d                | {"d":{"type":"interval year to month","value":"-P1Y2M"}} | select make_ym_interval(0, -14)
                    """)
    void markersBecomeLiterals(String sql, String params, String bound) {
        assertThat(SqlArguments.write(
                        sql, Tracker.json(params.replace("1.50", "{\"type\":\"decimal\",\"value\":\"1.50\"}"))))
                .isEqualTo(bound);
    }

    @Test
    void noStringEscapesFromItsLiteral() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                value.append("'\"\\;-/*`)x\n\u0000é".charAt(random.nextInt(13)));
            }
            ObjectNode params = JsonNodeFactory.instance.objectNode();
            params.put("a", value.toString());

            assertThat(SqlArguments.write(":a", params)).matches("CAST\\(X'[0-9a-f]*' AS STRING\\)");
        }
    }

    @Test
    void bytesAreRefused() {
        assertThatThrownBy(() ->
                        SqlArguments.write(":a", Tracker.json("{\"a\":{\"type\":\"binary\",\"value\":\"AA==\"}}")))
                .hasMessageContaining("accepts no binary arguments");
    }
}
