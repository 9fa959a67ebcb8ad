package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

/** Every field of {@code POST /sessions}: what Spark is told, and what the answer repeats. */
class SessionFieldsTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"driverCores\":1        | spark.driver.cores       | 1",
                "\"driverMemory\":\"600m\" | spark.driver.memory      | 600m",
                "\"executorCores\":2      | spark.executor.cores     | 2",
                "\"executorMemory\":\"2g\" | spark.executor.memory    | 2g",
                "\"numExecutors\":3       | spark.executor.instances | 3",
                "\"queue\":\"etl\"        | spark.yarn.queue         | etl",
                "\"name\":\"nb\"          | spark.app.name           | nb",
                "\"jars\":[\"hdfs://h/a\"]     | spark.jars               | hdfs://h/a",
                "\"files\":[\"hdfs://h/a\"]    | spark.files              | hdfs://h/a",
                "\"archives\":[\"hdfs://h/a#x\"] | spark.archives         | hdfs://h/a#x",
                "\"pyFiles\":[\"hdfs://h/a\"]  | spark.submit.pyFiles     | hdfs://h/a",
                "\"conf\":{\"spark.app.name\":\"mine\"} | spark.app.name  | mine",
            })
    void fieldIsASettingOfSparkAndRepeatedInTheAnswer(String field, String key, String value) {
        Answer created = livy.post("/sessions", "{" + field + "}");

        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.body()).contains(field);
        assertThat(livy.drivers.driver(0).spec().sparkConf()).containsEntry(key, value);
    }

    @Test
    void secretSettingIsPassedOnAndNotShown() {
        String conf = "{\"spark.hadoop.fs.s3a.secret.key\":\"canary\"}";

        Answer created = livy.post("/sessions", "{\"conf\":" + conf + "}");

        assertThat(created.body()).contains("spark.hadoop.fs.s3a.secret.key").doesNotContain("canary");
        assertThat(livy.get("/sessions").body()).doesNotContain("canary");
        assertThat(livy.drivers.driver(0).spec().sparkConf()).containsEntry("spark.hadoop.fs.s3a.secret.key", "canary");
    }

    @ParameterizedTest
    @CsvSource({"jars, spark.jars", "files, spark.files", "archives, spark.archives", "pyFiles, spark.submit.pyFiles"})
    void listPrecedesTheSameListOfTheSettings(String field, String key) {
        livy.post(
                "/sessions",
                "{\"" + field + "\":[\"hdfs://h/a\",\"hdfs://h/b\"],\"conf\":{\"" + key + "\":\"hdfs://h/c\"}}");

        assertThat(livy.drivers.driver(0).spec().sparkConf()).containsEntry(key, "hdfs://h/a,hdfs://h/b,hdfs://h/c");
    }

    @Test
    void numberOfExecutorsHoldsOnStandalone() {
        livy.post("/sessions", "{\"numExecutors\":3,\"executorCores\":2}");
        livy.post("/sessions", "{\"numExecutors\":3}");
        livy.post("/sessions", "{\"numExecutors\":3,\"conf\":{\"spark.cores.max\":\"1\"}}");

        assertThat(livy.drivers.all())
                .extracting(driver -> driver.spec().sparkConf().get("spark.cores.max"))
                .containsExactly("6", "3", "1");
    }

    @Test
    void proxyUserIsIgnoredWithoutImpersonation() {
        Answer created = livy.post("/sessions", "{\"proxyUser\":\"bob\"}");

        assertThat(created.body()).contains("\"proxyUser\":null").doesNotContain("bob");
        assertThat(livy.drivers.driver(0).spec().sparkConf()).doesNotContainValue("bob");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"ttl\":\"90MIN\"", "\"idleTimeout\":\"5000\"", "\"heartbeatTimeoutInSecond\":60"})
    void timesAreRepeatedAsTheyWereWritten(String field) {
        assertThat(livy.post("/sessions", "{" + field + "}").body()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /state",
        "GET, /log",
        "GET, /statements",
        "GET, /statements/0",
        "POST, /statements",
        "POST, /statements/0/cancel",
        "POST, /completion",
        "POST, /connect",
        "POST, /stop",
        "DELETE, ''",
    })
    void nameReachesTheSessionOnEveryPath(String method, String path) {
        livy.idleSession("{\"name\":\"nb\",\"kind\":\"sql\"}");
        livy.run("/sessions/nb", "1");

        Answer answer = livy.send(method, "/sessions/nb" + path, "{\"code\":\"1\",\"kind\":\"sql\"}");

        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }
}
