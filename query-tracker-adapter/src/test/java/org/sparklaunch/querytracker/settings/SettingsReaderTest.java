package org.sparklaunch.querytracker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.testing.Tracker;

class SettingsReaderTest {
    private static final QueryLimits LIMITS = new QueryLimits(
            new DiscoveryPath("/spark-launch/default"), 100, 4, Duration.ofSeconds(1), Duration.ofHours(1));

    @Test
    void defaults() {
        QuerySettings settings = read("{}");

        assertThat(settings.cluster()).isEqualTo(LIMITS.cluster());
        assertThat(settings.sparkConf()).isEmpty();
        assertThat(settings.sessionReuse()).isTrue();
        assertThat(settings.rowLimit()).isEqualTo(100);
        assertThat(settings.timeout()).isNull();
        assertThat(settings.waitAtLimit()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"discovery_path":"/elsewhere/x"}                     | /elsewhere/x
                    {"cluster":"big"}                                     | /spark-launch/big
                    {"discovery_group":"group"}                           | /spark-launch/group
                    {"cluster":"/elsewhere/y"}                            | /elsewhere/y
                    {"cluster":"big","discovery_path":"/elsewhere/x"}     | /elsewhere/x
                    """)
    void namesTheCluster(String settings, String path) {
        assertThat(read(settings).cluster().value()).isEqualTo(path);
    }

    @Test
    void namedSessionIsPartOfTheKey() {
        QuerySettings settings = read("{\"session\":\"daily-report\"}");

        assertThat(settings.session()).isEqualTo("daily-report");
        assertThat(settings.sessionKey("alice").name()).isEqualTo("daily-report");
        assertThat(read("{}").sessionKey("alice").name()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"session":""}                            | must be a name
                    {"session":7}                             | must be a name
                    {"session":"a b"}                         | must be a name
                    {"session":"x","session_reuse":false}     | contradict each other
                    """)
    void wrongNamesOfSessionsAreRefused(String settings, String message) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(message);
    }

    @Test
    void sparkConfMayBeTheTextOfAMap() {
        assertThat(read("{\"spark_conf\":\"{\\\"spark.x\\\":\\\"1\\\"}\"}").sparkConf())
                .containsEntry("spark.x", "1");
    }

    @Test
    void numbersAndBooleansOfSparkConfBecomeStrings() {
        assertThat(read("{\"spark_conf\":{\"spark.x\":1,\"spark.y\":true}}").sparkConf())
                .containsEntry("spark.x", "1")
                .containsEntry("spark.y", "true");
    }

    @ParameterizedTest
    @CsvSource({"30,30000", "500ms,500", "2m,120000", "1h,3600000"})
    void readsTimeouts(String text, long millis) {
        assertThat(read("{\"timeout\":\"" + text + "\"}").timeout()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"session_resue":true}             | unknown setting 'session_resue' (did you mean 'session_reuse'?)
                    {"colour":1}                       | unknown setting 'colour'; known are cluster
                    {"session_reuse":"yes"}            | session_reuse is neither true nor false
                    {"row_limit":0}                    | from 1 to 100
                    {"row_limit":101}                  | use the setting rows for more rows
                    {"rows":0}                         | above 0, or "all"
                    {"rows":"many"}                    | above 0, or "all"
                    {"rows":"all","row_limit":5}       | rows and row_limit exclude each other
                    {"rows":"all","full_result":true}  | rows and full_result exclude each other
                    {"row_limit":"many"}               | row_limit
                    {"timeout":"soon"}                 | timeout is "soon"
                    {"timeout":0}                      | above 0
                    {"on_limit":"panic"}               | wait or fail
                    {"spark_conf":[1]}                 | spark_conf is neither a map
                    {"spark_conf":"{"}                 | spark_conf is a string that is not a JSON map
                    {"spark_conf":{"x":1}}             | begin with 'spark.'
                    {"spark_conf":{"spark.x":[1]}}     | 'spark.x'
                    {"discovery_path":"no slash"}      | discovery_path is invalid
                    {"cluster":7}                      | cluster is not a string
                    {"params":{"a":[1]}}               | params has an invalid value for 'a'
                    {"params":{"a":{"type":"age","value":1}}} | with one of the types string
                    {"params":{"a b":1}}               | has the invalid name 'a b'
                    {"params":"[1"}                    | params is a string that is not a JSON map
                    []                                 | not a map
                    """)
    void refusesByName(String settings, String words) {
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"rows":5}     | 5   | 0
                    {"rows":100}   | 100 | 0
                    {"rows":101}   | 100 | 101
                    {"rows":"all"} | 100 | 9223372036854775807
                    {}             | 100 | 0
                    """)
    void rowsBeyondTheRowLimitAreKeptInAFile(String settings, int rowLimit, long fileRows) {
        assertThat(read(settings).rowLimit()).isEqualTo(rowLimit);
        assertThat(read(settings).fileRows()).isEqualTo(fileRows);
    }

    private static QuerySettings read(String settings) {
        return new SettingsReader(LIMITS).read(Tracker.json(settings));
    }
}
