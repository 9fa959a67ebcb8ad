package org.sparklaunch.querytracker.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrackerRegisterTest extends TrackerRegisterContract {
    @TempDir
    private Path folder;

    @Override
    TrackerDatabase join() {
        return TrackerDatabase.open(new DatabaseConfig.File(folder.resolve("queries.db")), SILENCE, nanos::get);
    }
}
