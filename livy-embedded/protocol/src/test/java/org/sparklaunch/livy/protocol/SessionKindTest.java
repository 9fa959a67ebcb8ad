package org.sparklaunch.livy.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SessionKindTest {

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "QUERY")
    void everyKindOfLivyIsFoundByItsOwnName(SessionKind kind) {
        assertThat(SessionKind.parse(kind.wireName())).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"scala,SPARK", "python,PYSPARK", "pyspark3,PYSPARK", "r,SPARKR", "R,SPARKR", "SQL,SQL"})
    void aliasesOfOlderClientsAreKnown(String alias, SessionKind kind) {
        assertThat(SessionKind.parse(alias)).contains(kind);
    }

    @Test
    void ourKindIsNotLivys() {
        assertThat(SessionKind.parse("query")).isEmpty();
    }

    @Test
    void otherWordsAreRefused() {
        assertThat(SessionKind.parse("cobol")).isEmpty();
    }
}
