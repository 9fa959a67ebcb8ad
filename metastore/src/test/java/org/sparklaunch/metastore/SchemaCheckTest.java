package org.sparklaunch.metastore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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

    private void check() throws IOException {
        SchemaCheck.check(Database.derby(dir.resolve("derby")));
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
    void newDatabaseIsCreatedAndAccepted() throws IOException {
        check();

        assertThat(Files.isDirectory(dir.resolve("derby"))).isTrue();
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void catalogOfThisVersionIsAccepted() throws SQLException {
        catalogOf("2.3.0");

        assertThatCode(this::check).doesNotThrowAnyException();
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
    void databaseThatCannotBeOpenedIsNamed() throws IOException {
        Files.createDirectories(dir.resolve("derby/seg0"));
        Files.writeString(dir.resolve("derby/service.properties"), "damaged");

        assertThatThrownBy(this::check)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot open the database of the catalog, jdbc:derby:;databaseName=" + dir);
    }
}
