package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.livy.LivyClient;
import org.apache.livy.LivyClientBuilder;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.it.jobs.CountOddsOnExecutors;
import org.sparklaunch.it.jobs.CountRange;
import org.sparklaunch.livy.values.ValueContract;
import org.sparklaunch.livy.values.ValueContract.Value;

/**
 * What a launch does on every Spark line: one session of all kinds on a standalone cluster, its executors in processes of
 * their own.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SparkLineContract {
    /** The code of a statement is a string that looks like JSON with numbers. */
    private static final Pattern CODE = Pattern.compile("\"code\":\"(?:[^\"\\\\]|\\\\.)*+\",");

    private RunningCluster cluster;
    private LivySession session;

    /** The installation to launch on. */
    protected abstract Path sparkHome();

    @BeforeAll
    void launch() {
        cluster = RunningCluster.launch("--spark-home", sparkHome().toString());
        session = LivySession.start(cluster.livy(), "shared");
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void clusterIsAnnounced() {
        JsonNode discovered = cluster.discovered();

        assertThat(discovered.get("master").asText()).startsWith("spark://");
        assertThat(discovered.get("workers")).hasSize(1);
        assertThat(discovered.get("livy").asText()).startsWith("http://");
    }

    @Test
    void kindsShareTablesOfOneSession() {
        session.run("sql", "CREATE TEMPORARY VIEW squares AS SELECT id, id * id AS square FROM range(4)");

        assertThat(text("spark", "spark.table(\"squares\").agg(sum(\"square\")).first.getLong(0)"))
                .matches("res\\d+: Long = 14\n");
        assertThat(text("pyspark", "spark.table('squares').count()")).isEqualTo("4");
    }

    @Test
    void classesOfScalaStatementsReachExecutors() {
        assertThat(text(
                        "spark",
                        "case class Point(x: Int)\nval shift = 1\n"
                                + "sc.parallelize(1 to 4, 2).map(i => Point(i + shift)).map(_.x).sum.toInt"))
                .matches("defined class Point\nshift: Int = 1\nres\\d+: Int = 14\n");
    }

    @Test
    void functionsOfPythonStatementsReachExecutors() {
        assertThat(text("pyspark", "def double(x):\n    return 2 * x\n\nsc.parallelize(range(4), 2).map(double).sum()"))
                .isEqualTo("12");
    }

    @Test
    void scalaErrorsNameTheLineOfTheStatement() {
        JsonNode output = session.run("spark", "val fine = 1\nabcde").get("output");

        assertThat(output.get("evalue").asText()).isEqualTo("<console>:2: error: not found: value abcde");
    }

    @Test
    void scalaRowsAreShownAsJsonWithTheirSchema() {
        session.run("spark", "val rows = spark.sql(\"SELECT 1 AS a, 'x' AS b, DATE '2026-11-21' AS c\").collect");

        JsonNode data = session.run("spark", "%json rows").at("/output/data");

        assertThat(data).hasSize(1);
        assertThat(data.at("/application~1json/0/values").toString()).isEqualTo("[1,\"x\",\"2026-11-21\"]");
        assertThat(data.at("/application~1json/0/schema/0/name").asText()).isEqualTo("a");
    }

    @Test
    void sqlShowsEveryTypeThatBothLinesHave() {
        JsonNode data = session.run("sql", """
                SELECT 1.5BD AS d, TIMESTAMP '2024-01-02 03:04:05.5Z' AS t, TIMESTAMP_NTZ '2024-01-02 03:04:05' AS n,
                  INTERVAL '1' DAY AS i, INTERVAL '2' MONTH AS m, array(1, 2) AS a, map('k', 1) AS o,
                  named_struct('f', 1) AS s, X'01FF' AS b, double('NaN') AS x, CAST(NULL AS STRING) AS z
                """).at("/output/data/application~1json/data/0");

        assertThat(data.toString())
                .isEqualTo("[1.5,\"2024-01-02T03:04:05.500Z\",\"2024-01-02T03:04:05\",\"PT24H\",\"P2M\",[1,2],"
                        + "{\"k\":1},{\"schema\":[{\"name\":\"f\",\"dataType\":{},\"nullable\":false,"
                        + "\"metadata\":{\"map\":{}}}],\"values\":[1]},[1,-1],null,null]");
    }

    @Test
    void everyValueArrivesAsSparkShowsItByEveryWayOut() {
        session.run("sql", "SET spark.sql.session.timeZone=UTC");
        session.run("sql", "SET spark.sql.timeType.enabled=true");
        String version = session.run("sql", "SELECT version()")
                .at("/output/data/application~1json/data/0/0")
                .asText();
        List<Value> values = ValueContract.of(version);
        JsonNode shown =
                session.run("sql", ValueContract.selectShown(values)).at("/output/data/application~1json/data/0");
        int statement = session.post("sql", ValueContract.select(values));
        JsonNode sql = quoted(session.awaitStatement(statement).get("id").asInt());
        JsonNode schema = sql.at("/output/data/application~1json/schema/fields");
        String whole = cluster.livy()
                .get("/spark-launch" + session.path() + "/statements/" + statement + "/result")
                .body();
        JsonNode query = quoted(session.runQuery("{\"row_limit\":5,\"isolated\":false,\"statements\":["
                        + Http.quoted(ValueContract.select(values)) + "]}")
                .get("id")
                .asInt());

        assertValues(values, schema, shown, sql.at("/output/data/application~1json/data/0"));
        assertValues(
                values,
                schema,
                shown,
                Http.parse(ValueContract.quoteNumbers(whole.lines().toList().get(1))));
        assertValues(values, schema, shown, query.at("/output/data/application~1json/results/0/rows/0"));
        assertNestedValues(values, schema, shown);
    }

    private void assertNestedValues(List<Value> values, JsonNode schema, JsonNode shown) {
        String select = ValueContract.selectNested(values, "array(%s)");
        JsonNode sql = quoted(session.run("sql", select).get("id").asInt());
        JsonNode query = quoted(
                session.runQuery("{\"row_limit\":5,\"isolated\":false,\"statements\":[" + Http.quoted(select) + "]}")
                        .get("id")
                        .asInt());

        assertValues(values, schema, shown, firstElements(sql.at("/output/data/application~1json/data/0")));
        assertValues(values, schema, shown, firstElements(query.at("/output/data/application~1json/results/0/rows/0")));
    }

    private static JsonNode firstElements(JsonNode arrays) {
        ArrayNode elements = JsonNodeFactory.instance.arrayNode();
        arrays.forEach(array -> elements.add(array.path(0)));
        return elements;
    }

    private JsonNode quoted(int statement) {
        String body =
                cluster.livy().get(session.path() + "/statements/" + statement).body();
        return Http.parse(ValueContract.quoteNumbers(CODE.matcher(body).replaceFirst("")));
    }

    private static void assertValues(List<Value> values, JsonNode schema, JsonNode shown, JsonNode row) {
        assertThat(row).hasSize(values.size());
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < values.size(); i++) {
            all.assertThat(ValueContract.shown(schema.get(i).path("type").asText(), row.get(i)))
                    .as(values.get(i).expression())
                    .isEqualTo(ValueContract.expected(
                            schema.get(i).path("type").asText(), shown.get(i).asText()));
        }
        all.assertAll();
    }

    @Test
    void rowsOfScalaAreShownAsThoseOfSql() {
        session.run("sql", "SET spark.sql.session.timeZone=UTC");
        String select = "SELECT DATE'0001-01-01', TIMESTAMP'0001-01-01 00:00:00.000001', 1.50BD, double('Infinity'),"
                + " CAST('0.00000000000000000000000000000000000001' AS DECIMAL(38,38)), X'01FF',"
                + " array(TIMESTAMP'1582-10-03 12:00:00')";
        String sql = session.run("sql", select)
                .at("/output/data/application~1json/data/0")
                .toString();

        session.run("spark", "val ways = spark.sql(\"\"\"" + select + "\"\"\").collect");
        JsonNode json = session.run("spark", "%json ways").at("/output/data/application~1json/0/values");

        assertThat(json.toString()).isEqualTo(sql);
    }

    @Test
    void definitionsOfOneScalaStatementBelongTogether() {
        String code = """
                class Celsius(val degrees: Int)
                object Celsius { def zero = new Celsius(0) }
                def even(n: Int): Boolean = n == 0 || odd(n - 1)
                def odd(n: Int): Boolean = n != 0 && even(n - 1)
                print(even(Celsius.zero.degrees))""";

        assertThat(text("spark", code)).isEqualTo("""
                        defined class Celsius
                        defined object Celsius
                        even: (n: Int)Boolean
                        odd: (n: Int)Boolean
                        true""");
    }

    @Test
    void errorsShowTheirCauses() {
        JsonNode output =
                session.run("sql", "SELECT * FROM parquet.`s3a://bucket/table`").get("output");

        assertThat(output.get("evalue").asText())
                .contains("S3AFileSystem not found")
                .doesNotContain("\tat ");
        assertThat(session.run("pyspark", "spark.read.parquet('s3a://bucket/table')")
                        .at("/output/evalue")
                        .asText())
                .contains("S3AFileSystem not found");
    }

    @Test
    void pythonNamesTheFailingLineAndWhatWasPrintedBefore() {
        JsonNode output = session.run("pyspark", "print('so far')\n1/0").get("output");

        assertThat(output.get("traceback").toString())
                .contains("line 2, in <module>", "1/0", "Output before the error", "so far");
    }

    @Test
    void interpreterThatIsKilledNamesTheSignal() {
        JsonNode output =
                session.run("pyspark", "import os; os.kill(os.getpid(), 9)").get("output");

        assertThat(output.get("evalue").asText()).startsWith("Interpreter died:\nkilled by signal 9 (KILL)");
    }

    @Test
    void scalaIsCompletedWhileAStatementRuns() {
        int endless = session.post("spark", "val numbers = Seq(1, 2); Thread.sleep(600000)");
        session.awaitRunning(endless);

        Http.Answer answer = cluster.livy()
                .post(session.path() + "/completion", "{\"kind\":\"spark\",\"code\":\"sc.paral\",\"cursor\":8}");

        assertThat(answer.body()).isEqualTo("{\"candidates\":[\"parallelize\"]}");
        cluster.livy().post(session.path() + "/statements/" + endless + "/cancel", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark   | Thread.sleep(600000)",
                "spark   | while (true) {}",
                "spark   | sc.parallelize(1 to 2, 2).foreach(_ => Thread.sleep(600000))",
                "pyspark | import time; time.sleep(600)",
                "pyspark | while True: pass",
                "pyspark | sc.parallelize(range(2), 2).foreach(lambda x: __import__('time').sleep(600))",
                "sql     | SELECT java_method('java.lang.Thread', 'sleep', 600000L)",
                "sql     | SELECT count(*) FROM range(1000000000000) WHERE hash(id) = 1",
            })
    void cancelFreesTheSession(String kind, String code) {
        int endless = session.post(kind, code);
        session.awaitRunning(endless);

        cluster.livy().post(session.path() + "/statements/" + endless + "/cancel", "");

        assertThat(session.awaitStatement(endless).get("state").asText()).isEqualTo("cancelled");
        assertThat(session.run("sql", "SELECT 1").at("/output/status").asText()).isEqualTo("ok");
    }

    @Test
    void jobsOfLivysJavaClientRunInTheSession(@TempDir Path folder) throws Exception {
        LivyClient client = new LivyClientBuilder(false)
                .setURI(URI.create(cluster.discovered().get("livy").asText() + session.path()))
                .build();
        client.uploadJar(JobsJar.create(folder).toFile()).get(1, TimeUnit.MINUTES);

        Long rows = client.submit(new CountRange(11)).get(1, TimeUnit.MINUTES);
        Long odds = client.submit(new CountOddsOnExecutors(9)).get(1, TimeUnit.MINUTES);

        client.stop(false);
        assertThat(rows).isEqualTo(11);
        assertThat(odds).isEqualTo(5);
    }

    @Test
    void progressRisesWithTheTasks() {
        int slow = session.post("spark", "sc.parallelize(1 to 20, 20).foreach(_ => Thread.sleep(300))");

        await().until(
                        () -> session.statement(slow).get("progress").asDouble(),
                        progress -> progress > 0 && progress < 1);

        assertThat(session.awaitStatement(slow).get("progress").asDouble()).isEqualTo(1.0);
    }

    private String text(String kind, String code) {
        JsonNode output = session.run(kind, code).get("output");
        assertThat(output.get("status").asText()).as(output.toString()).isEqualTo("ok");
        return output.at("/data/text~1plain").asText();
    }
}
