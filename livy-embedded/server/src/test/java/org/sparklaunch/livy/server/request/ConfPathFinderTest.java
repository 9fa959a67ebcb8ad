package org.sparklaunch.livy.server.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfPathFinderTest {
    private static final SessionSpec.Files NO_FILES = new SessionSpec.Files(List.of(), List.of(), List.of(), List.of());

    @TempDir
    Path folder;

    private SessionFiles files;

    @BeforeEach
    void allowOneFolder() throws IOException {
        Path allowed = Files.createDirectory(folder.resolve("allowed"));
        Files.createSymbolicLink(allowed.resolve("link"), Path.of("/etc"));
        files = new SessionFiles(List.of(allowed));
    }

    private void check(String key, String value) {
        files.check(NO_FILES, Map.of(key, value));
    }

    /** Keys of Spark 4.2 that hold paths, by its own list; a value of any other key is looked at alike. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.archives",
                "spark.authenticate.secret.driver.file",
                "spark.authenticate.secret.executor.file",
                "spark.authenticate.secret.file",
                "spark.checkpoint.dir",
                "spark.driver.log.dfsDir",
                "spark.driver.log.localDir",
                "spark.driver.resourcesFile",
                "spark.eventLog.dir",
                "spark.files",
                "spark.hadoop.fs.s3a.custom.signers.file",
                "spark.hadoop.hadoop.security.credential.provider.path",
                "spark.history.fs.logDirectory",
                "spark.jars",
                "spark.jars.ivySettings",
                "spark.kerberos.keytab",
                "spark.kubernetes.driver.podTemplateFile",
                "spark.metrics.conf",
                "spark.shuffle.service.db.dir",
                "spark.sql.catalog.x.warehouse",
                "spark.sql.hive.metastore.jars.path",
                "spark.sql.streaming.checkpointLocation",
                "spark.sql.warehouse.dir",
                "spark.ssl.keyStore",
                "spark.ssl.rpc.trustStore",
                "spark.storage.decommission.fallbackStorage.path",
                "spark.storage.replication.topologyFile",
                "spark.submit.pyFiles",
                "spark.ui.store.path",
                "spark.worker.resourcesFile",
                "spark.yarn.dist.files",
                "spark.yarn.stagingDir"
            })
    void forbiddenPathIsRefusedWithLivysMessage(String key) {
        assertThatThrownBy(() -> check(key, "/etc/passwd"))
                .isInstanceOf(RejectedException.class)
                .hasMessage("Rejected, Reason: requirement failed: Local path /etc/passwd cannot be added to user"
                        + " sessions. Local files must be below a folder of --livy-files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "local:/etc/passwd",
                "jceks://file/etc/passwd",
                "localjceks://file/etc/passwd",
                "jar:file:/etc/passwd!/x",
                "jdbc:derby:;databaseName=file:/etc/passwd",
                "hdfs://name/x, /etc/passwd",
                "../../../etc/passwd",
                "a/../../b",
            })
    void otherSpellingsOfAForbiddenPathAreRefused(String value) {
        assertThatThrownBy(() -> check("spark.some.setting", value)).isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({"allowed/../secret", "allowed/link/passwd", "allowedToo/x", "allowed/missing/../../secret"})
    void linksAndDotsAreResolvedBeforeTheCheck(String path) {
        assertThatThrownBy(() -> check("spark.eventLog.dir", folder + "/" + path))
                .isInstanceOf(RejectedException.class);
    }

    @Test
    void pathsUnderAnAllowedFolderAreAccepted() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("allowed/logs"));

        assertThatCode(() -> check("spark.eventLog.dir", "file:" + logs)).doesNotThrowAnyException();
    }

    @Test
    void pathUnderAnAllowedFolderMayNotExistYet() {
        assertThatCode(() -> check("spark.eventLog.dir", folder + "/allowed/later/logs"))
                .doesNotThrowAnyException();
    }

    @Test
    void linkToNothingIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("allowed/dangling"), Path.of("/nowhere/x"));

        assertThatThrownBy(() -> check("spark.eventLog.dir", folder + "/allowed/dangling"))
                .isInstanceOf(RejectedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "spark.app.name,/etc",
        "spark.ui.proxyBase,/proxy/app",
        "spark.jars.ivy,/var/cache/ivy",
        "spark.local.dir,/var/scratch",
        "spark.pyspark.python,/usr/bin/python3",
        "spark.executorEnv.PATH,/usr/bin",
        "spark.hadoop.fs.defaultFS,file:///",
        "spark.hadoop.fs.s3a.endpoint,https://s3.example.org/x",
        "spark.eventLog.dir,hdfs://name:8020/events",
        "spark.sql.warehouse.dir,warehouse",
        "spark.sql.shuffle.partitions,4",
        "livy.client.http.auth.login.config,/home/me/login.conf",
    })
    void otherValuesAreNotChecked(String key, String value) {
        assertThat(ConfPathFinder.of(key, value)).isEmpty();
    }
}
