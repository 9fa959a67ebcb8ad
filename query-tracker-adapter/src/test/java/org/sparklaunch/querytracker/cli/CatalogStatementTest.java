package org.sparklaunch.querytracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogStatementTest extends CommandFixture {
    private String sql() {
        return livy.orders(0).get(0).path("statements").path(0).asText();
    }

    @ParameterizedTest
    @CsvSource({
        "sales, SHOW TABLES IN `sales`",
        "cat.sales, SHOW TABLES IN `cat`.`sales`",
        "my data, SHOW TABLES IN `my data`",
        "`a.b`, SHOW TABLES IN `a.b`"
    })
    void tablesOfADatabaseAreListed(String database, String sql) {
        assertThat(run("tables", database)).as(err.toString()).isZero();
        assertThat(sql()).isEqualTo(sql);
    }

    @Test
    void tablesOfTheDefaultDatabaseAreListed() {
        assertThat(run("tables", "--format", "csv")).as(err.toString()).isZero();
        assertThat(sql()).isEqualTo("SHOW TABLES");
    }

    @Test
    void tableIsDescribed() {
        assertThat(run("describe", "sales.orders")).as(err.toString()).isZero();
        assertThat(sql()).isEqualTo("DESCRIBE TABLE `sales`.`orders`");
    }

    @Test
    void tableIsDescribedWithAllDetails() {
        assertThat(run("describe", "--extended", "orders")).as(err.toString()).isZero();
        assertThat(sql()).isEqualTo("DESCRIBE TABLE EXTENDED `orders`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".a", "a.", "a..b"})
    void wrongNameIsWrongUsage(String name) {
        assertThat(run("describe", name)).isEqualTo(2);
        assertThat(err.toString())
                .contains("'" + name + "' is not the name of a table or database; use a name such as sales.orders");
    }
}
