package org.sparklaunch.livy.driver.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "csv, header, true",
        "CSV, Sep, x",
        "json, multiLine, true",
        "json, compression, GZIP",
        "parquet, parquet.bloom.filter.enabled#id, true",
        "hive, fileFormat, parquet",
        "table, comment, x",
        "table, user.team, x",
        "*, mergeSchema, true",
        "jdbc, url, jdbc:postgresql://db/sales?sslmode=require",
        "jdbc, url, 'jdbc:mysql://one:3306,two:3306/x?useSSL=true'",
        "jdbc, url, jdbc:postgresql://[::1]:5432/x",
        "jdbc, url, jdbc:sqlserver://db:1433;databaseName=x;encrypt=true",
        "jdbc, url, jdbc:db2://db:50000/sales",
        "jdbc, url, jdbc:oracle:thin:@//db:1521/sales",
        "jdbc, url, jdbc:oracle:thin:@tcps://db:1522/sales",
        "jdbc, url, jdbc:oracle:thin:@db:1521:sid",
        "jdbc, dbtable, orders"
    })
    void knownOptionsNeedNoRule(String format, String key, String value) {
        assertThat(SourceOptions.demand(format, key, value))
                .isInstanceOfSatisfying(
                        RequiredRight.Option.class,
                        option -> assertThat(option.harmless()).isTrue());
    }

    @ParameterizedTest
    @CsvSource({
        "json, fs.file.impl, evil.Fs",
        "json, FS.File.Impl, evil.Fs",
        "csv, paths, x",
        "csv, path, /x",
        "csv, __filepath, x",
        "csv, basePath, /secret",
        "parquet, parquet.encryption.kms.client.class, evil.Kms",
        "parquet, fs.viewfs.mounttable.default.link./x, file:/secret",
        "orc, io.compression.codecs, evil.Codec",
        "avro, avroSchemaUrl, http://x/",
        "xml, rowValidationXSDPath, /etc/passwd",
        "text, header, true",
        "hive, serde, evil.Serde",
        "hive, inputFormat, evil.Input",
        "jdbc, driver, evil.Driver",
        "jdbc, keytab, /x",
        "jdbc, connectionProvider, x",
        "table, storage_handler, evil.Handler",
        "table, fs.file.impl, evil.Fs",
        "table, write.data.path, /secret",
        "table, write.location-provider.impl, evil.Provider",
        "kafka, kafka.bootstrap.servers, x:1",
        "unknown, header, true",
        "*, path, /secret",
        "*, url, jdbc:x:y",
        "*, storage_handler, x"
    })
    void unknownOptionsNeedARule(String format, String key, String value) {
        assertThat(SourceOptions.demand(format, key, value))
                .isInstanceOfSatisfying(
                        RequiredRight.Option.class,
                        option -> assertThat(option.harmless()).isFalse());
    }

    @ParameterizedTest
    @CsvSource({
        "csv, compression, evil.Codec",
        "json, codec, org.apache.hadoop.io.compress.GzipCodec",
        "table, orc.compress, evil.Codec",
        "hive, fileFormat, evil.Format",
        "jdbc, url, jdbc:derby:/secret;create=true",
        "jdbc, url, jdbc:derby://host:1/x",
        "jdbc, url, jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'x'",
        "jdbc, url, jdbc:sqlite:/secret/x.db",
        "jdbc, url, jdbc:hive2://host/x",
        "jdbc, url, jdbc:postgresql://db/x?socketFactory=evil.Factory",
        "jdbc, url, jdbc:postgresql://db/x?sslmode=require&loggerFile=/x",
        "jdbc, url, jdbc:mysql://db/x?allowLoadLocalInfile=true",
        "jdbc, url, jdbc:mysql://db/x?autoDeserialize=true",
        "jdbc, url, JDBC:MYSQL://db/x?allowUrlInLocalInfile=true",
        "jdbc, url, 'jdbc:mysql://(host=db,allowLoadLocalInfile=true)/x'",
        "jdbc, url, jdbc:mysql://address=(host=db)(allowUrlInLocalInfile=true)/x",
        "jdbc, url, jdbc:db2://db:1/x:clientRerouteServerListJNDIName=ldap://evil/x;",
        "jdbc, url, jdbc:teradata://db/LOGMECH=x",
        "jdbc, url, jdbc:oracle:thin:@ldap://evil/x",
        "jdbc, url, jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(HOST=h))(SECURITY=(MY_WALLET_DIRECTORY=/x)))"
    })
    void dangerousValuesAreRefusedDespiteARule(String format, String key, String value) {
        assertThat(SourceOptions.demand(format, key, value)).isInstanceOf(RequiredRight.Never.class);
    }
}
