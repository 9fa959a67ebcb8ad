package org.sparklaunch.querytracker.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.sparklaunch.querytracker.testing.Postgres;

@EnabledIf(
        value = "org.sparklaunch.querytracker.testing.Postgres#isInstalled",
        disabledReason = "scripts/test installs it")
class PostgresTrackerRegisterIT extends TrackerRegisterContract {
    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Override
    TrackerDatabase join() {
        return TrackerDatabase.open(PostgresQueryStoreIT.config(postgres), SILENCE, nanos::get);
    }

    @Override
    void clear() {
        PostgresQueryStoreIT.empty(postgres);
    }
}
