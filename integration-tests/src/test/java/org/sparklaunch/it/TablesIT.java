package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Tables outlast sessions, processes and launches. The last test launches Spark 3.5 on what Spark 4 has left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TablesIT {
    private static final String METASTORE = "org.sparklaunch.metastore.MetastoreMain";

    @TempDir
    private static Path folder;

    private RunningCluster cluster;

    private static Path data() {
        return folder.resolve("data of größe");
    }

    private static RunningCluster start(String... options) {
        return RunningCluster.launch(Stream.concat(
                        Stream.of(
                                "--enable-query-tracker",
                                // The tracker keeps an idle session for each of its users.
                                "--livy-max-sessions",
                                "6",
                                "--worker-cores",
                                "8",
                                "--data-dir",
                                data().toString(),
                                "--livy-files",
                                folder.toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @BeforeAll
    void launch() {
        cluster = start();
        try (LivySession session = LivySession.start(cluster.livy(), "sql")) {
            run(session, "CREATE DATABASE sales");
            run(session, "CREATE TABLE sales.orders (id INT, item STRING)");
            run(session, "INSERT INTO sales.orders VALUES (1, 'book'), (2, 'pen')");
            run(session, "CREATE TABLE sales.parts (id INT) PARTITIONED BY (day STRING)");
            run(session, "INSERT INTO sales.parts VALUES (1, 'mon'), (2, 'tue')");
            run(session, "CREATE VIEW sales.big AS SELECT id * 1000 AS big FROM sales.orders");
            run(session, "ANALYZE TABLE sales.orders COMPUTE STATISTICS FOR ALL COLUMNS");
        }
    }

    @AfterAll
    void end() {
        if (cluster != null) {
            cluster.close();
        }
    }

    private static JsonNode run(LivySession session, String sql) {
        JsonNode output = session.run("sql", sql).get("output");
        assertThat(output.get("status").asText()).as(sql + ": " + output).isEqualTo("ok");
        return output.at("/data/application~1json/data");
    }

    private String query(String user, String sql) {
        CommandResult result = cluster.sql(user, sql);
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    @Test
    @Order(1)
    void metastoreIsAnnounced() {
        String address = cluster.discovered().get("metastore").asText();

        assertThat(address).startsWith("thrift://127.0.0.1:");
        assertThat(cluster.ready().get("metastore").asText()).isEqualTo(address);
        assertThat(cluster.run("spark-discovery").outLines()).contains("Metastore: " + address);
    }

    @Test
    @Order(2)
    void tablesOfAnEndedSessionAreThereInEveryLanguage() {
        try (LivySession session = LivySession.start(cluster.livy(), "shared")) {
            assertThat(run(session, "SELECT item FROM sales.orders ORDER BY id").toString())
                    .isEqualTo("[[\"book\"],[\"pen\"]]");
            assertThat(session.run("pyspark", "print(spark.table('sales.big').agg({'big': 'sum'}).first()[0])")
                            .toString())
                    .contains("3000");
            assertThat(session.run("spark", "spark.table(\"sales.parts\").where(\"day = 'tue'\").count()")
                            .toString())
                    .contains("Long = 1");
            assertThat(run(session, "SHOW PARTITIONS sales.parts").toString()).contains("day=mon", "day=tue");
            assertThat(run(session, "DESCRIBE EXTENDED sales.orders").toString())
                    .contains("2 rows");
        }
    }

    @Test
    @Order(3)
    void usersOfTheTrackerSeeOneCatalogAndOwnWhatTheyCreate() {
        query("alice", "CREATE TABLE sales.by_alice USING parquet AS SELECT 42 AS answer");

        assertThat(query("bob", "SELECT answer FROM sales.by_alice")).contains("42");
        assertThat(query("bob", "DESCRIBE EXTENDED sales.by_alice")).containsPattern("Owner\"[^}]*alice");
    }

    @Test
    @Order(3)
    void commandsOfTheTrackerListTablesAndColumns() {
        CommandResult tables = cluster.run("query-tracker", "tables", "sales", "--user", "bob", "--format", "csv");
        CommandResult columns = cluster.run("query-tracker", "describe", "sales.orders", "--user", "bob");

        assertThat(tables.out()).as(tables.err()).contains("orders", "parts", "big");
        assertThat(columns.out()).as(columns.err()).containsPattern("item +string");
    }

    @Test
    @Order(4)
    void settingsOfASessionDoNotChangeTheCatalog() {
        assertThat(query("alice", "SHOW TABLES IN sales")).contains("orders");
        CommandResult other = cluster.sql(
                "alice", "SELECT count(*) AS n FROM sales.orders", "--conf", "spark.sql.shuffle.partitions=3");

        assertThat(other.out()).as(other.err()).contains("2");
    }

    @Test
    @Order(5)
    void batchReadsAndWritesTables() throws IOException {
        Path program = Files.writeString(folder.resolve("batch.py"), """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                spark.table("sales.orders").write.saveAsTable("sales.of_batch")
                print("rows", spark.table("sales.of_batch").count())
                """);
        Http livy = cluster.livy();
        int id = livy.post("/batches", "{\"file\":" + Http.quoted(program.toString()) + "}")
                .json()
                .path("id")
                .asInt();

        String state = await("end of the batch")
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> livy.get("/batches/" + id + "/state")
                                .json()
                                .path("state")
                                .asText(),
                        List.of("success", "dead")::contains);

        assertThat(state).as(livy.get("/batches/" + id + "/log?size=-1").body()).isEqualTo("success");
        assertThat(query("alice", "SELECT count(*) AS n FROM sales.of_batch")).contains("2");
    }

    @Test
    @Order(6)
    void sparkSqlWithTheTokenSeesTheTables() {
        CommandResult result = sparkSql(cluster.stateDir().resolve("metastore-token"));

        assertThat(result.out()).as(result.err()).contains("1\tbook\n2\tpen\n");
    }

    @Test
    @Order(6)
    void sparkSqlWithoutTheTokenIsRefused() throws IOException {
        CommandResult result =
                sparkSql(Files.write(folder.resolve("no-token"), new byte[] {'H', 'D', 'T', 'S', 0, 0, 0}));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.out()).doesNotContain("book");
    }

    private CommandResult sparkSql(Path token) {
        ProcessBuilder command = new ProcessBuilder(
                Archive.sparkHome().resolve("bin/spark-sql").toString(),
                "--master",
                "local[1]",
                "--conf",
                "spark.ui.enabled=false",
                "--conf",
                "spark.hadoop.hive.metastore.uris="
                        + cluster.discovered().get("metastore").asText(),
                "--conf",
                "spark.hadoop.hive.metastore.sasl.enabled=true",
                "--conf",
                "spark.hadoop.hive.metastore.token.signature=spark-launch",
                "-e",
                "SELECT * FROM sales.orders ORDER BY id");
        command.environment().put("HADOOP_TOKEN_FILE_LOCATION", token.toString());
        command.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        return CommandResult.of(command);
    }

    @Test
    @Order(6)
    void clientThatDoesNotAuthenticateGetsNoAnswerAboutTables() throws IOException {
        URI address = URI.create(cluster.discovered().get("metastore").asText());
        ByteBuffer call = ByteBuffer.allocate(64);
        byte[] name = "get_all_databases".getBytes(StandardCharsets.US_ASCII);
        // In Thrift's binary protocol.
        call.put(new byte[] {(byte) 0x80, 1, 0, 1, 0, 0, 0, (byte) name.length});
        call.put(name).put(new byte[] {0, 0, 0, 1, 0});

        try (Socket client = new Socket(address.getHost(), address.getPort())) {
            client.setSoTimeout(20_000);
            client.getOutputStream().write(call.array(), 0, call.position());

            assertThat(readUntilTheEnd(client)).doesNotContain("sales");
        }
    }

    /** A connection that ends with unread bytes of the client is reset. */
    private static String readUntilTheEnd(Socket client) throws IOException {
        try {
            return new String(client.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (SocketException reset) {
            return "";
        }
    }

    @Test
    @Order(6)
    void filesAreForTheOwnerOnly() throws IOException {
        for (Path place : List.of(data(), data().resolve("metastore"), cluster.stateDir())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
                    .as(place.toString())
                    .isEqualTo("rwx------");
        }
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(cluster.stateDir().resolve("metastore-token"))))
                .isEqualTo("rw-------");
    }

    @Test
    @Order(7)
    void secondLaunchOnTheSameTablesIsRefused() {
        List<String> line = RunningCluster.commandLine(folder.resolve("second"), "--data-dir", data().toString());

        CommandResult second = CommandResult.of(new ProcessBuilder(line));

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err())
                .contains("the tables in " + data() + " are in use by spark-launch, process " + cluster.pid())
                .contains("--abort-existing to end it, or another --data-dir");
    }

    @Test
    @Order(8)
    void killedMetastoreIsBackAndNoTableIsLost() {
        try (LivySession session = LivySession.start(cluster.livy(), "sql")) {
            run(session, "CREATE TABLE sales.before_kill AS SELECT 7 AS x");
            long killed = cluster.processes().pidsOf(METASTORE).get(0);
            ProcessHandle.of(killed).orElseThrow().destroyForcibly();

            assertThat(run(session, "SELECT 1").toString()).isEqualTo("[[1]]");
            JsonNode read = await("the rows of the table")
                    .atMost(Duration.ofSeconds(90))
                    .until(
                            () -> session.run("SELECT x FROM sales.before_kill").get("output"),
                            output -> output.get("status").asText().equals("ok"));
            assertThat(read.at("/data/application~1json/data").toString()).isEqualTo("[[7]]");
            await("the metastore of the supervisor")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> !cluster.discovered().get("metastore").isNull());
            assertThat(cluster.processes().pidsOf(METASTORE)).isNotEmpty().doesNotContain(killed);
        }
    }

    @Test
    @Order(9)
    @EnabledIfEnvironmentVariable(
            named = "SPARK_35_HOME",
            matches = ".+",
            disabledReason = "scripts/test installs that Spark")
    void otherLineOfSparkReadsTheTablesAfterARestartOfEverything() {
        cluster.killSupervisor();
        cluster.close();
        cluster = start("--spark-home", System.getenv("SPARK_35_HOME"));

        assertThat(query("carol", "SELECT item FROM sales.orders ORDER BY id")).contains("book", "pen");
        assertThat(query("carol", "SELECT sum(big) AS n FROM sales.big")).contains("3000");
        assertThat(query("carol", "SELECT count(*) AS n FROM sales.parts WHERE day = 'mon'"))
                .contains("1");
        query("carol", "INSERT INTO sales.orders VALUES (3, 'ink'); CREATE TABLE sales.of_35 (x INT)");
        assertThat(query("dave", "SELECT count(*) AS n FROM sales.orders")).contains("3");
        assertThat(query("dave", "DESCRIBE EXTENDED sales.of_35")).contains("carol", "parquet");
    }
}
