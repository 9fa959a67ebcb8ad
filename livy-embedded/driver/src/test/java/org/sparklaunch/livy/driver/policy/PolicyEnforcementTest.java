package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.interpreter.WholeResult;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.protocol.policy.PolicyException;

/**
 * What a session of alice may and may not do on a real Spark. In the statements {@code $DIR} is a folder of which she may read
 * {@code pub} and write {@code out}; {@code secret} is nobody's.
 */
class PolicyEnforcementTest {
    private static final String MARK = "tell-tale";

    @TempDir
    private static Path folder;

    private static Interpreter sql;

    @BeforeAll
    static void prepare() throws IOException, PolicyException {
        SparkSession spark = LocalSpark.get();
        sql = SqlInterpreter.start(LocalSpark.environment(new OutputLimits(100, 100_000)));
        for (String name : List.of("pub", "secret")) {
            Files.createDirectories(folder.resolve(name));
            Files.writeString(folder.resolve(name + "/data.json"), "{\"tell_tale_column\":\"" + MARK + "\"}\n");
        }
        Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(folder.resolve("pub/link"), folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("out/link"), folder.resolve("secret"));
        Files.createDirectories(folder.resolve("pub/footers"));
        ParquetFile.write(
                spark,
                Files.createDirectory(folder.resolve("made")),
                folder.resolve("pub/footers/a.parquet"),
                ParquetFile.Type.class.getName());
        for (String statement : SETUP) {
            spark.sql(resolve(statement));
        }
        LocalSpark.gate(gate());
    }

    private static PolicyGate gate() throws PolicyException {
        PolicyGate gate = PolicyGate.open();
        gate.hold("alice", resolve("""
                        contact data-team@example.org
                        allow alice read       database pol_sales
                        deny  alice read       table    pol_sales.salaries
                        allow alice read,write database pol_lab
                        allow alice read       path     $DIR/pub
                        allow alice read,write path     $DIR/out
                        """));
        return gate;
    }

    @AfterAll
    static void reopen() {
        LocalSpark.gate(PolicyGate.open());
        DATABASES.forEach(name -> LocalSpark.get().sql("DROP DATABASE IF EXISTS " + name + " CASCADE"));
        sql.close();
    }

    private static final String SCHEMA =
            "{\"type\":\"struct\",\"fields\":[{\"name\":\"a\",\"nullable\":true,\"metadata\":{},\"type\":";

    /** A type that Spark makes by loading a class. */
    private static final String CLASS =
            "{\"type\":\"udt\",\"class\":\"evil.Type\",\"pyClass\":null,\"sqlType\":\"string\"}}]}";

    private static final List<String> DATABASES = List.of("pol_sales", "pol_lab", "pol_hidden");

    private static final List<String> SETUP = List.of(
            "CREATE DATABASE pol_sales",
            "CREATE DATABASE pol_lab",
            "CREATE DATABASE pol_hidden",
            "CREATE TABLE pol_sales.orders USING parquet AS SELECT 1 id, 'book' item",
            "CREATE TABLE pol_sales.salaries USING parquet AS SELECT 1 id, 'tell-tale' tell_tale_column",
            "CREATE TABLE pol_hidden.t USING parquet PARTITIONED BY (p) AS SELECT 'tell-tale' tell_tale_column, 1 p",
            "CREATE TABLE pol_lab.notes (id INT, text STRING) USING parquet",
            "CREATE TABLE pol_lab.parts (id INT, p INT) USING parquet PARTITIONED BY (p)",
            "CREATE VIEW pol_sales.v_hidden AS SELECT * FROM pol_hidden.t",
            "CREATE VIEW pol_lab.v_orders AS SELECT id FROM pol_sales.orders",
            "CREATE OR REPLACE TEMPORARY VIEW tv_hidden AS SELECT * FROM pol_hidden.t",
            "CREATE OR REPLACE GLOBAL TEMPORARY VIEW gtv_hidden AS SELECT * FROM pol_hidden.t",
            "CREATE OR REPLACE TEMPORARY VIEW tv_path AS SELECT * FROM json.`$DIR/secret`");

    /** A user who may write any bytes to a path can make such a file. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM parquet.`$DIR/pub/footers`",
                "SELECT * FROM parquet.`$DIR/pub/footers/a.parquet`",
                "SELECT * FROM parquet.`$DIR/pub/f*/*.parquet`",
                "EXPLAIN SELECT * FROM parquet.`$DIR/pub/footers`",
                "CREATE TEMPORARY VIEW footers1 USING parquet OPTIONS (path '$DIR/pub/footers')",
                "CREATE TABLE pol_lab.footers2 USING parquet LOCATION '$DIR/out/footers'",
                "CREATE TABLE pol_lab.footers3 USING parquet OPTIONS (path '$DIR/out/footers')"
            })
    void parquetFilesThatNameAClassAreNotRead(String statement) throws IOException {
        Path copy = Files.createDirectories(folder.resolve("out/footers")).resolve("a.parquet");
        Files.copy(folder.resolve("pub/footers/a.parquet"), copy, StandardCopyOption.REPLACE_EXISTING);
        int before = ParquetFile.Type.CREATED.get();

        StatementOutput output = run(statement);

        assertThat(output.toString()).contains("Access denied: a Parquet file whose metadata names a class");
        assertThat(ParquetFile.Type.CREATED).hasValue(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM parquet.`$DIR/out/plain`",
                "SELECT * FROM parquet.`$DIR/out/plain/*.parquet`",
                "CREATE TEMPORARY VIEW footers4 USING parquet OPTIONS (path '$DIR/out/plain')"
            })
    void otherParquetFilesAreRead(String statement) {
        run("INSERT OVERWRITE DIRECTORY '$DIR/out/plain' USING parquet SELECT 'udt' udt, 1 class");

        assertThat(run(statement)).isInstanceOf(StatementOutput.Success.class);
    }

    /** With these, Spark does not take the first of the files, and not all are judged. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CREATE TEMPORARY VIEW m1 USING parquet OPTIONS (path '$DIR/pub/many', pathGlobFilter '*9') | false",
                "CREATE TABLE pol_lab.m2 USING parquet OPTIONS (mergeSchema 'true') LOCATION '$DIR/out/many' | false",
                "CREATE TABLE pol_lab.m3 USING parquet OPTIONS (path '$DIR/out/many', modifiedAfter '2026-01-01') | false",
                "SELECT * FROM parquet.`$DIR/pub/many` WITH ('mergeSchema' = 'true') | false",
                "SELECT * FROM parquet.`$DIR/pub/many` | true"
            })
    void manyParquetFilesAreNotSelected(String statement, String mergeSchema) throws IOException {
        for (String place : List.of("pub/many", "out/many")) {
            Path many = Files.createDirectories(folder.resolve(place));
            for (int i = 0; i <= ParquetFooters.Limits.DEFAULT.footers(); i++) {
                if (Files.notExists(many.resolve("file" + i))) {
                    Files.createFile(many.resolve("file" + i));
                }
            }
        }
        LocalSpark.get().conf().set("spark.sql.parquet.mergeSchema", mergeSchema);
        try {
            assertThat(run(statement).toString())
                    .contains("Access denied: inferring columns from more than 1000 Parquet files with pathGlobFilter");
        } finally {
            LocalSpark.get().conf().unset("spark.sql.parquet.mergeSchema");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT * FROM pol_sales.orders",
                "select ID from POL_SALES.Orders",
                "SELECT * FROM spark_catalog.pol_sales.orders",
                "TABLE pol_sales.orders",
                "SELECT * FROM pol_lab.v_orders",
                "WITH o AS (SELECT * FROM pol_sales.orders) SELECT * FROM o JOIN pol_lab.notes USING (id)",
                "SELECT (SELECT max(id) FROM pol_sales.orders)",
                "SELECT upper(item), count(*) FROM pol_sales.orders GROUP BY item",
                "SELECT * FROM json.`$DIR/pub/data.json`",
                "SELECT * FROM json.`file:$DIR/pub/data.json`",
                "SELECT * FROM json.`$DIR/pub/*.json`",
                "SELECT * FROM json.`$DIR/pub/{data,other}.json`",
                "INSERT INTO pol_lab.notes SELECT id, item FROM pol_sales.orders",
                "CREATE TABLE pol_lab.made USING parquet AS SELECT * FROM pol_sales.orders",
                "INSERT OVERWRITE DIRECTORY '$DIR/out/o' USING parquet SELECT 1 x",
                "DESCRIBE TABLE pol_sales.orders",
                "SHOW TABLES IN pol_sales",
                "SHOW DATABASES",
                "EXPLAIN SELECT * FROM pol_sales.orders",
                "DESCRIBE QUERY SELECT * FROM pol_sales.orders",
                "CACHE TABLE pol_lab.notes",
                "ANALYZE TABLE pol_lab.notes COMPUTE STATISTICS",
                "SET spark.sql.shuffle.partitions=1",
                "SELECT from_json('{\"a\":1}', 'a INT'), explode(array(1, 2))",
                "SELECT from_json('{\"a\":1}', '" + SCHEMA + "\"integer\"}]}')",
                "SELECT from_json('{\"type\":\"udt\"}', 'type STRING')",
                "SELECT from_json('{\"a\":1}', schema_of_json('{\"a\":1}'))",
                "SELECT * FROM VALUES (1), (2) t(x) LATERAL VIEW explode(array(x)) e",
                "CREATE OR REPLACE TEMPORARY VIEW mine AS SELECT * FROM pol_sales.orders",
                "SELECT * FROM range(3)",
                "USE pol_sales",
                "TRUNCATE TABLE pol_lab.notes",
            })
    void runsWhatThePolicyAllows(String statement) {
        StatementOutput output = run(statement);

        assertThat(output).isInstanceOf(StatementOutput.Success.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Tables, however they are named.
                "SELECT * FROM pol_hidden.t",
                "select * FROM POL_Hidden.T",
                "SELECT * FROM `pol_hidden`.`t`",
                "SELECT/* x */*FROM/* pol_sales.orders */pol_hidden -- pol_sales\n.t",
                "SELECT * FROM spark_catalog.pol_hidden.t",
                "SELECT * FROM pol_sales.salaries",
                "SELECT * FROM pol_sales.SALARIES s",
                "TABLE pol_hidden.t",
                "FROM pol_hidden.t SELECT 1",
                "SELECT 1 FROM pol_hidden.t",
                "SELECT count(*) FROM pol_hidden.t",
                "SELECT nothing_of_that_name FROM pol_hidden.t",
                "SELECT * FROM pol_sales.orders UNION ALL SELECT p, tell_tale_column FROM pol_hidden.t",
                "SELECT * FROM pol_sales.orders WHERE id IN (SELECT p FROM pol_hidden.t)",
                "SELECT * FROM pol_sales.orders o WHERE EXISTS (SELECT 1 FROM pol_hidden.t h WHERE h.p = o.id)",
                "SELECT (SELECT max(tell_tale_column) FROM pol_hidden.t)",
                "SELECT * FROM pol_sales.orders, LATERAL (SELECT * FROM pol_hidden.t)",
                "WITH h AS (SELECT * FROM pol_hidden.t) SELECT * FROM h",
                "WITH a AS (SELECT 1), h AS (SELECT * FROM pol_hidden.t) SELECT * FROM a",
                "SELECT * FROM (SELECT * FROM (SELECT tell_tale_column FROM pol_hidden.t))",
                "SELECT id FROM pol_sales.orders ORDER BY (SELECT max(p) FROM pol_hidden.t)",
                "SELECT * FROM pol_hidden.t LIMIT 0",
                "SELECT * FROM pol_hidden.t WHERE false",
                "SELECT * FROM IDENTIFIER('pol_hidden' || '.t')",
                "SELECT * FROM IDENTIFIER(lower('POL_HIDDEN.T'))",
                "EXECUTE IMMEDIATE 'SELECT * FROM pol_hidden.t'",
                "EXECUTE IMMEDIATE 'SELECT 1'",
                "BEGIN SELECT * FROM pol_hidden.t; END",
                "SELECT * FROM pol_hidden.t PIVOT (count(*) FOR p IN (1))",
                // Views, also those made before the session was held.
                "SELECT * FROM pol_sales.v_hidden",
                "SELECT * FROM tv_hidden",
                "SELECT * FROM global_temp.gtv_hidden",
                "SELECT * FROM tv_path",
                "CREATE TEMPORARY VIEW x1 AS SELECT * FROM pol_hidden.t",
                "CREATE VIEW pol_lab.x2 AS SELECT * FROM pol_hidden.t",
                "CREATE GLOBAL TEMPORARY VIEW x3 AS SELECT * FROM pol_hidden.t",
                "ALTER VIEW pol_lab.v_orders AS SELECT p id FROM pol_hidden.t",
                "CREATE TEMPORARY VIEW x4 USING json OPTIONS (path '$DIR/secret')",
                "CREATE TEMPORARY VIEW x5 USING json OPTIONS (paths '[\"$DIR/secret\"]', path '$DIR/pub')",
                "CREATE TEMPORARY VIEW x6 USING jdbc OPTIONS (url 'jdbc:x:y', dbtable 't')",
                // Writes.
                "INSERT INTO pol_hidden.t VALUES ('x', 1)",
                "INSERT INTO pol_sales.orders VALUES (2, 'x')",
                "INSERT OVERWRITE pol_sales.orders VALUES (2, 'x')",
                "INSERT INTO pol_lab.notes SELECT p, tell_tale_column FROM pol_hidden.t",
                "CREATE TABLE pol_lab.x7 USING parquet AS SELECT * FROM pol_hidden.t",
                "CREATE TABLE pol_sales.x8 (id INT) USING parquet",
                "CREATE TABLE pol_hidden.x9 USING parquet AS SELECT 1 x",
                "CREATE TABLE default.x9 (id INT) USING parquet",
                "CREATE TABLE x9 (id INT) USING parquet",
                "CREATE TABLE pol_lab.x10 LIKE pol_hidden.t",
                "CREATE TABLE pol_lab.x11 (c STRING) USING json LOCATION '$DIR/secret'",
                "CREATE TABLE pol_lab.x12 (c STRING) USING json OPTIONS (path '$DIR/secret')",
                "CREATE TABLE pol_lab.x13 (c STRING) USING json LOCATION '$DIR/pub'",
                "CREATE TABLE pol_lab.x14 USING jdbc OPTIONS (url 'jdbc:x:y', dbtable 't')",
                "CREATE TABLE pol_lab.x15 USING json LOCATION '$DIR/out/../secret'",
                "MERGE INTO pol_lab.notes n USING pol_hidden.t h ON n.id = h.p WHEN MATCHED THEN DELETE",
                "MERGE INTO pol_hidden.t h USING pol_lab.notes n ON n.id = h.p WHEN MATCHED THEN DELETE",
                "UPDATE pol_hidden.t SET p = 2",
                "DELETE FROM pol_hidden.t",
                "TRUNCATE TABLE pol_hidden.t",
                "TRUNCATE TABLE pol_sales.orders",
                "DROP TABLE pol_hidden.t",
                "DROP TABLE pol_sales.orders",
                "DROP VIEW pol_sales.v_hidden",
                "DROP DATABASE pol_hidden CASCADE",
                "DROP DATABASE pol_sales CASCADE",
                "CREATE DATABASE pol_new",
                "CREATE DATABASE pol_new LOCATION '$DIR/secret'",
                "ALTER DATABASE pol_sales SET DBPROPERTIES ('a' = 'b')",
                "ALTER DATABASE pol_lab SET LOCATION '$DIR/secret'",
                "ALTER TABLE pol_sales.orders RENAME TO pol_sales.orders2",
                "ALTER TABLE pol_sales.orders RENAME TO pol_lab.orders2",
                "ALTER TABLE pol_sales.orders ADD COLUMN c INT",
                "ALTER TABLE pol_lab.notes SET LOCATION '$DIR/secret'",
                "ALTER TABLE pol_lab.parts ADD PARTITION (p = 3) LOCATION '$DIR/secret'",
                "ALTER TABLE pol_lab.notes SET SERDEPROPERTIES ('path' = '$DIR/secret')",
                "ALTER TABLE pol_lab.notes SET TBLPROPERTIES ('spark.sql.sources.provider' = 'jdbc')",
                "COMMENT ON TABLE pol_sales.orders IS 'mine'",
                "MSCK REPAIR TABLE pol_hidden.t",
                "ANALYZE TABLE pol_hidden.t COMPUTE STATISTICS",
                "ANALYZE TABLE pol_hidden.t COMPUTE STATISTICS FOR ALL COLUMNS",
                "ANALYZE TABLES IN pol_hidden COMPUTE STATISTICS",
                "LOAD DATA INPATH '$DIR/secret/data.json' INTO TABLE pol_lab.notes",
                "LOAD DATA LOCAL INPATH '$DIR/secret/data.json' INTO TABLE pol_lab.notes",
                "INSERT OVERWRITE DIRECTORY '$DIR/secret' USING parquet SELECT 1 x",
                "INSERT OVERWRITE DIRECTORY '$DIR/pub' USING parquet SELECT 1 x",
                "INSERT OVERWRITE LOCAL DIRECTORY '$DIR/secret' USING parquet SELECT 1 x",
                "INSERT OVERWRITE DIRECTORY '$DIR/out/link' USING parquet SELECT 1 x",
                "INSERT OVERWRITE DIRECTORY '$DIR/out/d' USING parquet SELECT * FROM pol_hidden.t",
                "INSERT OVERWRITE DIRECTORY '$DIR/out/j' USING jdbc OPTIONS (url 'jdbc:x:y', dbtable 't') SELECT 1",
                // Paths, however they are written.
                "SELECT * FROM json.`$DIR/secret/data.json`",
                "SELECT nothing_of_that_name FROM json.`$DIR/secret/data.json`",
                "SELECT * FROM JSON.`$DIR/secret`",
                "SELECT * FROM text.`$DIR/secret/data.json`",
                "SELECT * FROM csv.`$DIR/secret/data.json`",
                "SELECT * FROM binaryFile.`$DIR/secret/data.json`",
                "SELECT * FROM parquet.`$DIR/secret`",
                "SELECT * FROM `org.apache.spark.sql.execution.datasources.json.JsonFileFormat`.`$DIR/secret`",
                "SELECT * FROM json.`file:$DIR/secret`",
                "SELECT * FROM json.`file://$DIR/secret`",
                "SELECT * FROM json.`FILE:$DIR/secret`",
                "SELECT * FROM json.`$DIR/pub/../secret`",
                "SELECT * FROM json.`$DIR/pub/./../secret/data.json`",
                "SELECT * FROM json.`$DIR//secret`",
                "SELECT * FROM json.`$DIR/pub/link`",
                "SELECT * FROM json.`$DIR/pub/link/data.json`",
                "SELECT * FROM json.`$DIR/pub*/../secret`",
                "SELECT * FROM json.`$DIR/*/data.json`",
                "SELECT * FROM json.`$DIR/{pub,secret}`",
                "SELECT * FROM json.`$DIR/s[e]cret`",
                "SELECT * FROM json.`$DIR/s?cret`",
                "SELECT * FROM json.`$DIR`",
                "SELECT * FROM text.`/etc/passwd`",
                "SELECT * FROM text.`/proc/self/environ`",
                "SELECT * FROM text.`/proc/self/root$DIR/secret/data.json`",
                "SELECT (SELECT max(value) FROM text.`/etc/passwd`)",
                "WITH p AS (SELECT * FROM text.`/etc/passwd`) SELECT * FROM p",
                "SELECT * FROM parquet.`$WAREHOUSE/pol_hidden.db/t`",
                "REFRESH '$DIR/secret'",
                // What tells of tables.
                "DESCRIBE TABLE pol_hidden.t",
                "DESC EXTENDED pol_hidden.t",
                "DESCRIBE pol_hidden.t tell_tale_column",
                "DESCRIBE QUERY SELECT * FROM pol_hidden.t",
                "DESCRIBE DATABASE pol_hidden",
                "SHOW TABLES IN pol_hidden",
                "SHOW TABLE EXTENDED IN pol_hidden LIKE '*'",
                "SHOW VIEWS IN pol_hidden",
                "SHOW COLUMNS IN pol_hidden.t",
                "SHOW PARTITIONS pol_hidden.t",
                "SHOW CREATE TABLE pol_hidden.t",
                "SHOW TBLPROPERTIES pol_hidden.t",
                "USE pol_hidden",
                "EXPLAIN SELECT * FROM pol_hidden.t",
                "EXPLAIN EXTENDED SELECT * FROM pol_hidden.t",
                "EXPLAIN FORMATTED WITH h AS (SELECT * FROM pol_hidden.t) SELECT * FROM h",
                "EXPLAIN SELECT * FROM json.`$DIR/secret`",
                "CACHE TABLE pol_hidden.t",
                "CACHE TABLE c1 AS SELECT * FROM pol_hidden.t",
                "CACHE LAZY TABLE c2 AS SELECT * FROM pol_hidden.t",
                "REFRESH TABLE pol_hidden.t",
                // Code.
                "SELECT reflect('java.lang.System', 'getProperty', 'user.name')",
                "SELECT java_method('java.lang.System', 'getenv', 'PATH')",
                "SELECT try_reflect('java.lang.System', 'getProperty', 'user.name')",
                "SELECT id FROM pol_sales.orders WHERE java_method('java.lang.System', 'getenv', 'PATH') IS NOT NULL",
                "SELECT max(upper(reflect('java.lang.System', 'getProperty', 'user.name')))",
                "SELECT * FROM (SELECT TRANSFORM(id) USING 'cat' AS (x) FROM pol_sales.orders)",
                "ADD JAR '/tmp/x.jar'",
                "ADD FILE '/etc/passwd'",
                "ADD ARCHIVE '/tmp/x.zip'",
                "LIST JARS",
                "LIST FILES",
                "CREATE FUNCTION pol_lab.f AS 'java.lang.String'",
                "CREATE FUNCTION pol_lab.f AS 'java.lang.String' USING JAR '/tmp/x.jar'",
                "CREATE TEMPORARY FUNCTION f AS 'org.apache.hadoop.hive.ql.udf.UDFMd5'",
                "CREATE TEMPORARY FUNCTION f() RETURNS INT RETURN 1",
                "SELECT from_json('{}', '" + SCHEMA + CLASS + "')",
                "SELECT from_json('{}', concat('" + SCHEMA + "', '" + CLASS + "'))",
                "SELECT from_csv('1', '" + SCHEMA + CLASS + "')",
                "SELECT from_xml('<a/>', '" + SCHEMA + CLASS + "')",
                "SELECT from_avro(x'00', '{\"type\":\"int\"}')",
                "SELECT from_xml('<a/>', 'a STRING', map('rowValidationXSDPath', '/etc/passwd'))",
                // Newer ways of saying the same.
                "FROM pol_hidden.t",
                "FROM pol_hidden.t |> SELECT p",
                "FROM pol_sales.orders |> UNION ALL (SELECT p, tell_tale_column FROM pol_hidden.t)",
                "FROM pol_sales.orders |> WHERE id IN (SELECT p FROM pol_hidden.t)",
                "FROM VALUES (1) t(x) |> JOIN pol_hidden.t h ON h.p = t.x",
                "BEGIN DECLARE x INT DEFAULT (SELECT max(p) FROM pol_hidden.t); SELECT x; END",
                "BEGIN IF (SELECT count(*) FROM pol_hidden.t) > 0 THEN SELECT 1; END IF; END",
                "BEGIN FOR r AS SELECT * FROM pol_hidden.t DO SELECT r.p; END FOR; END",
                "BEGIN EXECUTE IMMEDIATE 'SELECT 1'; END",
                "CREATE TABLE pol_lab.x17 (a INT, b STRING GENERATED ALWAYS AS (reflect('x.Y', 'z'))) USING parquet",
                "DECLARE OR REPLACE VARIABLE pol_v INT DEFAULT (SELECT max(p) FROM pol_hidden.t)",
                "SET VARIABLE pol_w = (SELECT max(p) FROM pol_hidden.t)",
                "SELECT * FROM range((SELECT max(p) FROM pol_hidden.t))",
                "SELECT * FROM explode((SELECT collect_list(p) FROM pol_hidden.t))",
                "SELECT * FROM STREAM pol_hidden.t",
                "SELECT * FROM pol_hidden.t TABLESAMPLE (10 ROWS)",
                "CALL pol_hidden.anything()",
                "CACHE TABLE c3 OPTIONS ('storageLevel' 'DISK_ONLY') AS SELECT * FROM pol_hidden.t",
                "CREATE OR REPLACE TEMPORARY VIEW x16 AS WITH h AS (SELECT * FROM pol_hidden.t) SELECT * FROM h",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < (SELECT max(p) FROM pol_hidden.t))"
                        + " SELECT * FROM r",
                "FROM pol_hidden.t INSERT INTO pol_lab.notes SELECT p, tell_tale_column",
                "FROM pol_sales.orders INSERT INTO pol_lab.notes SELECT id, item INSERT INTO pol_hidden.t SELECT item, id",
                "INSERT INTO pol_lab.notes TABLE pol_hidden.t",
                "INSERT INTO pol_lab.notes (SELECT p, tell_tale_column FROM pol_hidden.t)",
                "SELECT id FROM pol_sales.orders EXCEPT SELECT p FROM pol_hidden.t",
                "SELECT id FROM pol_sales.orders INTERSECT SELECT p FROM pol_hidden.t",
                "SELECT id FROM pol_sales.orders MINUS SELECT p FROM pol_hidden.t",
                "SELECT id FROM pol_sales.orders HAVING max(id) > (SELECT max(p) FROM pol_hidden.t)",
                "SELECT CASE WHEN EXISTS (SELECT 1 FROM pol_hidden.t) THEN 1 END",
                "SELECT sum(id) OVER (ORDER BY (SELECT max(p) FROM pol_hidden.t)) FROM pol_sales.orders",
                "SELECT transform(array(1), x -> x + (SELECT max(p) FROM pol_hidden.t))",
                "EXPLAIN CODEGEN SELECT * FROM pol_hidden.t",
                "EXPLAIN COST SELECT * FROM pol_hidden.t",
                "EXPLAIN INSERT INTO pol_hidden.t VALUES ('x', 1)",
                "DESCRIBE TABLE EXTENDED pol_hidden.t AS JSON",
                "DESCRIBE pol_hidden.t PARTITION (p = 1)",
                "SHOW TABLE EXTENDED IN pol_sales LIKE 'salaries'",
                "SELECT * FROM orc.`$DIR/secret`",
                "SELECT * FROM xml.`$DIR/secret`",
                "SELECT * FROM json.`$DIR/pub/../../../../../../../../../../etc/passwd`",
                "SELECT * FROM json.`$DIR/%73ecret`",
                "SELECT * FROM text.`/dev/stdin`",
                "SELECT * FROM text.`http://127.0.0.1:1/x`",
                "SELECT * FROM text.`hdfs://127.0.0.1:1/x`",
                // Settings.
                "SET spark.sql.catalog.evil=org.apache.spark.sql.execution.datasources.v2.jdbc.JDBCTableCatalog",
                "SET spark.sql.warehouse.dir=/tmp",
                "SET spark.sql.sources.useV1SourceList=",
                "SET spark.sql.runSQLOnFiles=true",
                "SET spark.sql.defaultCatalog=evil",
                "SET spark.sql.legacy.allowUntypedScalaUDF=true",
                "SET fs.defaultFS=file:$DIR",
                "SET fs.evil.impl=org.apache.hadoop.fs.LocalFileSystem",
                "SET spark.hadoop.fs.evil.impl=org.apache.hadoop.fs.LocalFileSystem",
                "SET spark.sql.parquet.output.committer.class=evil.Committer",
                "SET SPARK.SQL.Catalog.evil=x",
                "SET spark.sql.analyzer.singlePassResolver.enabled=true",
                "SET spark.sql.warehouse.dir",
                "SET",
                "SET -v",
                "RESET spark.sql.warehouse.dir",
            })
    void refusesWhatItDoesNot(String statement) {
        StatementOutput output = run(statement);

        assertThat(output)
                .isInstanceOfSatisfying(
                        StatementOutput.Failure.class,
                        failure -> assertThat(failure.message())
                                .contains("Access denied: ")
                                .contains("data-team@example.org")
                                .doesNotContain("tell_tale_column", MARK));
    }

    /** What Spark refuses by itself, here and now; should it learn to run these, they must still show nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM pol_hidden.t VERSION AS OF 1",
                "SELECT * FROM pol_hidden.t TIMESTAMP AS OF '2026-01-01'",
                "SELECT * FROM read_files('$DIR/secret')",
                "INSERT INTO pol_lab.notes REPLACE WHERE id = 1 SELECT p, tell_tale_column FROM pol_hidden.t",
                "VALUES ((SELECT max(tell_tale_column) FROM pol_hidden.t))",
                "SELECT * FROM avro.`$DIR/secret`",
                "SELECT * FROM delta.`$DIR/secret`",
                "SELECT * FROM json.`$DIR/pub/link/../secret/data.json`",
                "SELECT * FROM text.`jar:file:$DIR/secret/data.json!/x`",
            })
    void otherFailureRevealsNothing(String statement) {
        StatementOutput output = run(statement);

        assertThat(output)
                .isInstanceOfSatisfying(
                        StatementOutput.Failure.class,
                        failure -> assertThat(failure.message()).doesNotContain(MARK));
    }

    @Test
    void refusalNamesUserRightResourceAndContact() {
        StatementOutput output = run("SELECT * FROM pol_hidden.t");

        assertThat(((StatementOutput.Failure) output).message())
                .isEqualTo(
                        "Access denied: alice may not read table pol_hidden.t; the right 'read table pol_hidden.t' is"
                                + " missing or denied, ask data-team@example.org");
    }

    @Test
    void newPolicyHoldsFromTheNextStatementOn() throws PolicyException {
        PolicyGate gate = gate();
        LocalSpark.gate(gate);
        try {
            gate.hold("alice", "allow alice read database pol_hidden");

            assertThat(run("SELECT * FROM pol_hidden.t")).isInstanceOf(StatementOutput.Success.class);
            assertThat(run("SELECT * FROM pol_sales.orders")).isInstanceOf(StatementOutput.Failure.class);
        } finally {
            LocalSpark.gate(gate());
        }
    }

    /** The whole result of a statement is read by running its query again. */
    @Test
    void newPolicyHoldsForResultsOfEarlierStatements() throws Exception {
        PolicyGate gate = gate();
        LocalSpark.gate(gate);
        try {
            gate.hold("alice", "allow alice read database pol_hidden");
            assertThat(run("SELECT * FROM pol_hidden.t")).isInstanceOf(StatementOutput.Success.class);
            WholeResult result = sql.results().find(1).orElseThrow();
            StringWriter before = new StringWriter();
            result.write(before);
            assertThat(before.toString()).contains(MARK);

            gate.hold("alice", "allow alice read database pol_sales");

            StringWriter after = new StringWriter();
            assertThatThrownBy(() -> result.write(after))
                    .satisfies(failure -> assertThat(AccessDeniedException.orSelf(failure))
                            .isInstanceOf(AccessDeniedException.class));
            assertThat(after.toString()).doesNotContain(MARK);
        } finally {
            LocalSpark.gate(gate());
        }
    }

    @Test
    void nothingRunsUnderAPolicyThatCannotBeRead() throws PolicyException {
        PolicyGate gate = gate();
        LocalSpark.gate(gate);
        try {
            assertThatThrownBy(() -> gate.hold("alice", "permit all")).isInstanceOf(PolicyException.class);

            assertThat(run("SELECT 1")).isInstanceOf(StatementOutput.Failure.class);
        } finally {
            LocalSpark.gate(gate());
        }
    }

    private static StatementOutput run(String statement) {
        try {
            return sql.execute(new StatementInput(1, resolve(statement)));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String resolve(String statement) {
        return statement
                .replace("$DIR", folder.toString())
                .replace("$WAREHOUSE", LocalSpark.get().conf().get("spark.sql.warehouse.dir"));
    }
}
