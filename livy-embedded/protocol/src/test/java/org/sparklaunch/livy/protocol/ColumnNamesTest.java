package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnNamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a,b           | a,b",
                "a,b,a,a       | a,b,a_2,a_3",
                "id,ID         | id,ID_2",
                "a,a,a_2       | a,a_3,a_2",
                "a_2,a,a       | a_2,a,a_3",
                "a.b,a.b       | a.b,a.b_2",
            })
    void laterColumnsOfANameAreNumbered(String names, String unique) {
        assertThat(ColumnNames.unique(List.of(names.split(",")))).containsExactly(unique.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | _2", "' ' | ' _2'", "'\n' | '\n_2'"})
    void emptyAndBlankNamesAreNumberedToo(String name, String second) {
        assertThat(ColumnNames.unique(List.of(name, name))).containsExactly(name, second);
    }
}
