package org.sparklaunch.querytracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.testing.Postgres;

@EnabledIf(
        value = "org.sparklaunch.querytracker.testing.Postgres#isInstalled",
        disabledReason = "scripts/test installs it")
class PostgresQueryStoreIT extends QueryStoreContract {
    private static Postgres postgres;

    private TrackerDatabase database;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    static DatabaseConfig config(Postgres postgres) {
        return new DatabaseConfig.Server(postgres.url(), Postgres.USER, Postgres.PASSWORD, Duration.ofSeconds(10));
    }

    /** Takes all tables away, so that the next test makes them. */
    static void empty(Postgres postgres) {
        execute(postgres, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public");
    }

    private static void execute(Postgres postgres, String... statements) {
        try (Connection connection = DriverManager.getConnection(postgres.url(), Postgres.USER, Postgres.PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void open() {
        database = TrackerDatabase.open(config(postgres));
    }

    @AfterEach
    void close() {
        database.close();
        empty(postgres);
    }

    @Override
    QueryStore store() {
        return database.queries();
    }

    @Override
    QueryStore reopened() {
        database.close();
        open();
        database.trackers().takeOverDead();
        return database.queries();
    }

    @Test
    void databaseWithTheTablesOfTheCatalogIsUsed() {
        database.close();
        empty(postgres);
        execute(postgres, "CREATE TABLE \"TBLS\" (\"TBL_ID\" BIGINT)");

        open();

        assertThat(database.queries().find("4f0c")).isEmpty();
    }

    @Test
    void wrongPasswordIsNotRepeated() {
        DatabaseConfig wrong =
                new DatabaseConfig.Server(postgres.url(), Postgres.USER, "canary-wrong", Duration.ofSeconds(10));

        assertThatThrownBy(() -> TrackerDatabase.open(wrong)).hasMessageNotContaining("canary-wrong");
        assertThat(wrong.toString()).doesNotContain("canary-wrong");
    }
}
