package org.sparklaunch.querytracker.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.query.QueryStore;

class SqlQueryStoreTest extends QueryStoreContract {
    @TempDir
    private Path folder;

    private TrackerDatabase database;

    @BeforeEach
    void open() {
        database = TrackerDatabase.open(new DatabaseConfig.File(folder.resolve("queries.db")));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    QueryStore store() {
        return database.queries();
    }

    @Override
    QueryStore reopened() {
        database.close();
        open();
        database.trackers().takeOverAll();
        return database.queries();
    }

    @Test
    void databaseFileIsReadableByItsOwnerOnly() throws IOException {
        assertThat(Files.getPosixFilePermissions(folder.resolve("queries.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
