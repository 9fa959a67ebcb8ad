package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.metastore.MetastoreConfig.Database;

class SchemaCheckTest {
    @TempDir
    private Path dir;

    private void catalogOf(String version) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(Database.derby(dir.resolve("derby")).url())) {
            connection
                    .createStatement()
                    .execute("CREATE TABLE \"VERSION\" (\"VER_ID\" BIGINT, \"SCHEMA_VERSION\" VARCHAR(127))");
            connection.createStatement().execute("INSERT INTO \"VERSION\" VALUES (1, '" + version + "')");
        }
    }

    private boolean check() throws IOException {
        return SchemaCheck.isComplete(Database.derby(dir.resolve("derby")));
    }

    @BeforeAll
    static void leaveNoLog() {
        System.setProperty("derby.stream.error.method", MetastoreMain.class.getName() + ".derbyMessages");
    }

    @AfterEach
    void closeDatabase() {
        String url = "jdbc:derby:;databaseName=" + dir.resolve("derby") + ";shutdown=true";
        assertThatThrownBy(() -> DriverManager.getConnection(url).close()).isInstanceOf(SQLException.class);
    }

    @Test
    void newDatabaseIsCreatedAndIncomplete() throws IOException {
        assertThat(check()).isFalse();
        assertThat(Files.isDirectory(dir.resolve("derby"))).isTrue();
        assertThat(check()).isFalse();
    }

    @Test
    void catalogOfThisVersionIsComplete() throws Exception {
        catalogOf("2.3.0");

        assertThat(check()).isTrue();
    }

    /** As after a launch that was killed, whose metastore is about to end. */
    @Test
    void databaseOfAProcessThatEndsIsAwaited() throws Exception {
        catalogOf("2.3.0");
        closeDatabase();
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        Database.derby(dir.resolve("derby")).url())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(holder.inputReader().readLine()).isEqualTo("open");

        CompletableFuture<Boolean> checked = CompletableFuture.supplyAsync(() -> {
            try {
                return check();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        holder.getOutputStream().close();

        assertThat(checked.get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(holder.waitFor()).isZero();
    }

    /** Has a database open until the end of its standard input. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            leaveNoLog();
            try (Connection open = DriverManager.getConnection(args[0])) {
                System.out.println(open.isClosed() ? "closed" : "open");
                System.in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    @Test
    void catalogOfAnotherVersionIsRefusedWithWhatToDo() throws SQLException {
        catalogOf("1.2.0");

        assertThatThrownBy(this::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has the schema version 1.2.0; this metastore reads version 2.3.0 only")
                .hasMessageContaining("copy the database, upgrade the copy");
    }

    @Test
    void reasonIsTheLastOfTheMessages() {
        SQLException failure = new SQLException("Failed to start database '/d', see the next exception for details.");
        assertThat(SchemaCheck.reason(failure)).isEqualTo(failure.getMessage());

        failure.setNextException(new SQLException("Another instance of Derby may have booted it."));

        assertThat(SchemaCheck.reason(failure)).isEqualTo("Another instance of Derby may have booted it.");
    }

    @Test
    void databaseThatCannotBeOpenedIsNamed() throws IOException {
        Files.createDirectories(dir.resolve("derby/seg0"));
        Files.writeString(dir.resolve("derby/service.properties"), "damaged");

        assertThatThrownBy(this::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open the database of the catalog, jdbc:derby:;databaseName=" + dir);
    }
}
