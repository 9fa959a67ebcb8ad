package org.sparklaunch.it;

import java.util.List;

/**
 * Statements for {@link PolicyWallsContract}. {@code $DIR} is a folder of which the user may read {@code pub} and write {@code out};
 * {@code secret} and the database {@code hidden} belong to others. {@code $CATALOG} is the kind of catalog, {@code $URL} the address
 * of a web server.
 */
final class PolicyStatements {
    private static final String SYMLINKS = " INPUTFORMAT 'org.apache.hadoop.hive.ql.io.SymlinkTextInputFormat'"
            + " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'";

    /** Run on the Hive catalog without a policy. */
    static final List<String> SETUP_WITHOUT_POLICY = List.of(
            "CREATE DATABASE lab",
            "CREATE EXTERNAL TABLE lab.names (c STRING) STORED AS" + SYMLINKS + " LOCATION '$DIR/out/names'",
            "SELECT * FROM lab.names");

    /** Run with all rights, before the policy. */
    static final List<String> SETUP = List.of(
            "CREATE DATABASE IF NOT EXISTS lab",
            "CREATE DATABASE hidden",
            "CREATE TABLE hidden.t USING parquet AS SELECT 'tell_tale' word, 1 p",
            "CREATE TABLE lab.notes (id INT, word STRING) USING parquet",
            "CREATE TABLE lab.parts (id INT, p INT) USING parquet PARTITIONED BY (p)",
            "CREATE TABLE lab.js (c STRING) USING json",
            "CREATE TABLE lab.docs USING parquet AS SELECT * FROM VALUES ('<!DOCTYPE a SYSTEM"
                    + " \"$URL/row.dtd\"><a>1</a>') d(x)",
            "CREATE TABLE lab.managed (c STRING) USING json",
            "ALTER TABLE lab.managed SET LOCATION '$DIR/out/link/m'",
            "CREATE TABLE lab.linked USING json LOCATION '$DIR/out/link/t-$CATALOG' AS SELECT 'tell_tale' word",
            "CREATE TABLE lab.deep (tell_tale STRING) USING json LOCATION '$DIR/deep'",
            "CREATE VIEW lab.v_secret AS SELECT * FROM json.`$DIR/secret`");

    /** Denied on the Hive catalog. */
    static final List<String> DENIED_BY_HIVE = List.of(
            "SELECT * FROM lab.names",
            "SELECT count(*) FROM lab.names",
            "INSERT OVERWRITE DIRECTORY '$DIR/out/stolen' USING json SELECT * FROM lab.names",
            "CREATE TABLE lab.stolen USING json AS SELECT * FROM lab.names",
            "CREATE TABLE lab.h4 (c STRING) STORED AS" + SYMLINKS + " LOCATION '$DIR/out/names'",
            "CREATE TABLE lab.h5 (c STRING) STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.lib.db.DBInputFormat'"
                    + " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'",
            "CREATE TABLE lab.h6 (c STRING) ROW FORMAT SERDE"
                    + " 'org.apache.hadoop.hive.serde2.thrift.ThriftDeserializer' STORED AS SEQUENCEFILE");

    /** Allowed on the Hive catalog. */
    static final List<String> ALLOWED_BY_HIVE = List.of(
            "CREATE TABLE lab.h7 (c STRING) STORED AS ORC",
            "CREATE TABLE lab.h8 (c STRING) STORED AS PARQUET",
            "CREATE TABLE lab.h9 (c STRING) ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS TEXTFILE",
            "CREATE TABLE lab.h10 (c STRING) ROW FORMAT SERDE 'org.apache.hadoop.hive.serde2.OpenCSVSerde'",
            "CREATE TABLE lab.h11 LIKE lab.h9",
            "INSERT INTO lab.h9 VALUES ('x')",
            "SELECT * FROM lab.h9");

    /** Each names a path in {@code $P}. */
    static final List<String> COMMANDS_WITH_A_PATH = List.of(
            "SELECT * FROM json.`$P`",
            "SELECT nothing FROM text.`$P`",
            "SELECT * FROM IDENTIFIER('json.`$P`')",
            "WITH w AS (SELECT * FROM json.`$P`) SELECT * FROM w",
            "SELECT (SELECT max(value) FROM text.`$P`)",
            "CREATE TEMPORARY VIEW w1 USING json OPTIONS (path '$P')",
            "CREATE VIEW lab.w2 AS SELECT * FROM json.`$P`",
            "CACHE TABLE w3 AS SELECT * FROM json.`$P`",
            "EXPLAIN SELECT * FROM json.`$P`",
            "CREATE TABLE lab.w4 (c STRING) USING json LOCATION '$P'",
            "CREATE TABLE lab.w5 (c STRING) USING json OPTIONS (path '$P')",
            "CREATE TABLE lab.w6 USING json LOCATION '$P' AS SELECT 1 x",
            "CREATE TABLE lab.w7 LIKE lab.js LOCATION '$P'",
            "CREATE TABLE lab.w8 USING json LOCATION '$P'",
            "ALTER TABLE lab.notes SET LOCATION '$P'",
            "ALTER TABLE lab.parts ADD PARTITION (p = 7) LOCATION '$P'",
            "ALTER TABLE lab.parts PARTITION (p = 1) SET LOCATION '$P'",
            "LOAD DATA INPATH '$P' INTO TABLE lab.notes",
            "LOAD DATA LOCAL INPATH '$P' OVERWRITE INTO TABLE lab.notes",
            "INSERT OVERWRITE DIRECTORY '$P' USING json SELECT 1 x",
            "INSERT OVERWRITE LOCAL DIRECTORY '$P' USING csv SELECT 1 x",
            "CREATE DATABASE lab_new LOCATION '$P'",
            "ALTER DATABASE lab SET LOCATION '$P'",
            "REFRESH '$P'",
            "ADD JAR '$P'",
            "ADD FILE '$P'",
            "ADD ARCHIVE '$P'",
            "CREATE FUNCTION lab.f AS 'x.Y' USING JAR '$P'");

    /** None is in a folder that the user may use. */
    static final List<String> PATHS_TO_ELSEWHERE = List.of(
            "$DIR/secret",
            "$DIR/secret/",
            "$DIR//secret",
            "file:$DIR/secret",
            "file://$DIR/secret",
            "FILE:$DIR/secret",
            "$DIR/out/../secret",
            "$DIR/pub/../secret/data.json",
            "$DIR/out/x*/../../secret",
            "$DIR/out/{a/../../secret",
            "$DIR/out/{q,../secret}",
            "$DIR/out/.{./secret,x}",
            "$DIR/s?cret",
            "$DIR/{pub,secret}",
            "$DIR/out\\\\..\\\\secret",
            "$DIR/%73ecret",
            "$DIR/out/%2e%2e/../../secret",
            "$DIR/out/link",
            "$DIR/out/link/data.json",
            "$DIR/deep",
            "$DIR/deep/p=1/*.json",
            "$DIR/nothing_there",
            "secret");

    static final List<String> DENIED = List.of(
            // Options.
            "CREATE TEMPORARY VIEW o1 USING json OPTIONS (path '$DIR/pub', `fs.file.impl` 'evil.Fs')",
            "CREATE TEMPORARY VIEW o1 USING json OPTIONS (path '$DIR/pub', paths '[\"$DIR/secret\"]')",
            "CREATE TEMPORARY VIEW o1 USING csv OPTIONS (path '$DIR/pub', compression 'evil.Codec')",
            "CREATE TEMPORARY VIEW o1 USING json OPTIONS (path '$DIR/pub', basePath '$DIR/secret')",
            "CREATE TABLE lab.o2 (c STRING) USING json OPTIONS (`fs.file.impl` 'evil.Fs')",
            "CREATE TABLE lab.o3 (c STRING) USING json TBLPROPERTIES ('fs.file.impl' = 'evil.Fs')",
            "CREATE TABLE lab.o4 USING parquet OPTIONS (`parquet.crypto.factory.class` 'evil.F') AS SELECT 1 x",
            "CREATE TABLE lab.o5 LIKE lab.js TBLPROPERTIES ('fs.file.impl' = 'evil.Fs')",
            "CREATE TABLE lab.o6 LIKE lab.js USING jdbc",
            "CREATE VIEW lab.o7 TBLPROPERTIES ('fs.file.impl' = 'evil.Fs') AS SELECT 1 x",
            "ALTER TABLE lab.js SET TBLPROPERTIES ('fs.file.impl' = 'evil.Fs')",
            "ALTER TABLE lab.js SET TBLPROPERTIES ('spark.sql.sources.provider' = 'jdbc')",
            "ALTER TABLE lab.js SET SERDEPROPERTIES ('path' = '$DIR/secret')",
            "INSERT OVERWRITE DIRECTORY '$DIR/out/o' USING json OPTIONS (`fs.file.impl` 'evil.Fs') SELECT 1 x",
            "INSERT OVERWRITE DIRECTORY '$DIR/out/o' USING json OPTIONS (compression 'evil.Codec') SELECT 1 x",
            "SELECT from_json('{}', 'a INT', map('fs.file.impl', 'x'))",
            "SELECT schema_of_csv('1', map('fs.file.impl', 'x'))",
            "SELECT to_json(named_struct('a', 1), map('compression', 'evil.Codec'))",
            // Functions.
            "SELECT reflect('java.lang.System', 'getProperty', 'user.name')",
            "SELECT IDENTIFIER('reflect')('java.lang.System', 'getProperty', 'user.name')",
            "SELECT * FROM range(1) LATERAL VIEW reflect('java.lang.System', 'getProperty', 'user.name') x",
            "SELECT * FROM IDENTIFIER(reflect('java.lang.System', 'getProperty', 'user.name'))",
            "CREATE TABLE lab.f1 (c STRING DEFAULT reflect('java.lang.System', 'getenv', 'PATH')) USING parquet",
            "CREATE TABLE lab.f2 (c STRING DEFAULT schema_of_json('[1]', map('mode', 'x'))) USING parquet",
            // Settings.
            "SET spark.sql.variable.substitute=true",
            "SET spark.sql.variable.substitute",
            "RESET spark.sql.variable.substitute",
            "SET spark.sql.runSQLOnFiles=true",
            "SET spark.authenticate.secret",
            "SET spark.hadoop.fs.s3a.secret.key",
            "SET spark.sql.extensions",
            "SET",
            "SET -v",
            // What was set before the policy.
            "SELECT * FROM lab.linked",
            "INSERT INTO lab.linked VALUES ('x')",
            "TRUNCATE TABLE lab.linked",
            "DROP TABLE lab.linked",
            "INSERT INTO lab.managed VALUES ('x')",
            "DROP TABLE lab.managed",
            "DROP DATABASE lab CASCADE",
            "SELECT * FROM lab.v_secret",
            // Links that somebody else put deep into an allowed folder.
            "SELECT * FROM json.`$DIR/deep`",
            "SELECT * FROM json.`$DIR/deep/p=1/*.json`",
            "SELECT * FROM lab.deep",
            "INSERT INTO lab.deep VALUES ('x', 1)",
            "INSERT OVERWRITE DIRECTORY '$DIR/deep' USING json SELECT 1 x",
            // Links where Spark puts a table or database.
            "CREATE TABLE lab.trap (c STRING) USING json",
            "CREATE TABLE lab.trap LIKE lab.js",
            "CREATE TABLE lab.trap USING json AS SELECT 1 x",
            "CREATE DATABASE lab_trap",
            // Others' tables, and folders of databases.
            "SELECT * FROM hidden.t",
            "DROP TABLE hidden.t",
            "INSERT OVERWRITE DIRECTORY '$WAREHOUSE/hidden.db' USING json SELECT 1 x",
            "INSERT OVERWRITE DIRECTORY '$WAREHOUSE' USING json SELECT 1 x",
            "SELECT * FROM parquet.`$WAREHOUSE/hidden.db/t`");

    /** Denied by Spark 4; Spark 3.5 does not know them. */
    static final List<String> DENIED_OR_UNKNOWN = List.of(
            "SELECT * FROM lab.notes WITH (`fs.file.impl` = 'evil.Fs')",
            "SELECT * FROM lab.notes WITH (path = '$DIR/secret')",
            "SELECT * FROM json.`$DIR/pub` WITH (`fs.file.impl` = 'evil.Fs')",
            "SELECT * FROM IDENTIFIER('lab.notes') WITH (`fs.file.impl` = 'evil.Fs')",
            "SELECT (SELECT max(id) FROM lab.notes WITH (`fs.file.impl` = 'evil.Fs'))",
            "INSERT INTO lab.notes WITH (`fs.file.impl` = 'evil.Fs') VALUES (1, 'a')",
            "EXPLAIN SELECT * FROM lab.notes WITH (`fs.file.impl` = 'evil.Fs')",
            "CREATE VIEW lab.o8 AS SELECT * FROM lab.notes WITH (`fs.file.impl` = 'evil.Fs')",
            "BEGIN SELECT * FROM lab.notes WITH (`fs.file.impl` = 'evil.Fs'); END",
            "BEGIN SELECT * FROM json.`$DIR/secret`; END",
            "SELECT schema_of_xml('<a/>', map('rowValidationXSDPath', '/etc/passwd'))",
            "SELECT from_xml('<a/>', schema_of_xml('<a/>', map('rowValidationXSDPath', '/etc/passwd')))",
            "SELECT system.builtin.reflect('java.lang.System', 'getProperty', 'user.name')",
            "SELECT try_reflect('java.lang.System', 'getProperty', 'user.name')",
            "SELECT * FROM python_worker_logs()",
            "DECLARE VARIABLE v STRING DEFAULT reflect('java.lang.System', 'getProperty', 'user.name')",
            "EXECUTE IMMEDIATE 'SELECT 1'",
            "ALTER TABLE lab.notes ADD COLUMN (d STRING DEFAULT java_method('java.lang.System', 'getenv', 'PATH'))",
            "CREATE TABLE lab.h1 (c STRING) STORED AS INPUTFORMAT 'evil.In' OUTPUTFORMAT 'evil.Out'",
            "CREATE TABLE lab.h2 (c STRING) ROW FORMAT SERDE 'evil.Serde'",
            "CREATE TABLE lab.h3 (c STRING) TBLPROPERTIES ('storage_handler' = 'evil.Handler')");

    static final List<String> ALLOWED = List.of(
            "SELECT * FROM json.`$DIR/pub`",
            "SELECT * FROM json.`$DIR/pub/*.json`",
            "SELECT * FROM json.`$DIR/pub/{data,other}.json`",
            "SELECT * FROM IDENTIFIER('json.`$DIR/pub/data.json`')",
            "CREATE OR REPLACE TEMPORARY VIEW a1 USING json OPTIONS (path '$DIR/pub', multiLine 'true')",
            "CREATE OR REPLACE VIEW lab.a2 AS SELECT * FROM json.`$DIR/pub`",
            "SELECT * FROM lab.a2",
            "CREATE TABLE IF NOT EXISTS lab.a3 USING json LOCATION '$DIR/out/a3-$CATALOG' AS SELECT 1 x",
            "SELECT * FROM lab.a3",
            "ALTER TABLE lab.parts ADD IF NOT EXISTS PARTITION (p = 1) LOCATION '$DIR/out/p1'",
            "INSERT OVERWRITE DIRECTORY '$DIR/out/a4' USING csv OPTIONS (header 'true', compression 'gzip') SELECT 1 x",
            "INSERT INTO lab.notes VALUES (1, 'a')",
            "SELECT from_json('{\"a\": 1}', 'a INT', map('mode', 'PERMISSIVE'))",
            "SELECT xpath_string('<a>1</a>', 'a')",
            "SET spark.sql.shuffle.partitions=1",
            "RESET");

    private PolicyStatements() {}
}
