package org.sparklaunch.querytracker.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.flywaydb.core.Flyway;
import org.sparklaunch.platform.file.PrivateFiles;
import org.sparklaunch.querytracker.pool.PooledSessionStore;
import org.sparklaunch.querytracker.query.QueryStore;
import org.sparklaunch.querytracker.query.TrackerRegister;

/** The tracker's database, brought to the newest schema when opened, with this tracker as one of those that use it. */
public final class TrackerDatabase implements AutoCloseable {
    private static final int CONNECTIONS = 8;

    private final HikariDataSource source;
    private final Jdbc jdbc;
    private final String tracker = UUID.randomUUID().toString();
    private final SqlTrackerRegister register;

    private TrackerDatabase(HikariDataSource source, Duration silence, LongSupplier nanos) {
        this.source = source;
        this.jdbc = new Jdbc(source);
        this.register = new SqlTrackerRegister(jdbc, tracker, silence, nanos);
    }

    /** Opens a database and creates it when absent. */
    public static TrackerDatabase open(DatabaseConfig config) {
        Duration silence = config instanceof DatabaseConfig.Server server ? server.silence() : Duration.ZERO;
        return open(config, silence, System::nanoTime);
    }

    static TrackerDatabase open(DatabaseConfig config, Duration silence, LongSupplier nanos) {
        if (config instanceof DatabaseConfig.Server server) {
            return open(postgres(server), silence, nanos);
        }
        Path file = ((DatabaseConfig.File) config).file();
        ownerOnly(file);
        return open(sqlite(file), silence, nanos);
    }

    private static TrackerDatabase open(HikariConfig config, Duration silence, LongSupplier nanos) {
        config.setPoolName("queries");
        HikariDataSource source = new HikariDataSource(config);
        try {
            // Trackers that start together must not both create the tables: Flyway locks the database.
            // Version 0 is a database with tables of others, such as those of the catalog.
            Flyway.configure()
                    .dataSource(source)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .locations("classpath:org/sparklaunch/querytracker/store")
                    .load()
                    .migrate();
            return new TrackerDatabase(source, silence, nanos);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    private static HikariConfig sqlite(Path file) {
        HikariConfig config = new HikariConfig();
        // Normal synchronisation with a write-ahead log: what is committed survives every death of the process; a power
        // cut may cost the last moment, and saves each query several waits for the disk. One writer at a time is
        // SQLite's rule, so a second waits a little instead of failing.
        config.setJdbcUrl("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=10000"
                + "&foreign_keys=true&transaction_mode=IMMEDIATE");
        config.setMaximumPoolSize(CONNECTIONS / 2);
        return config;
    }

    private static HikariConfig postgres(DatabaseConfig.Server server) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(server.url());
        config.setUsername(server.user());
        config.setPassword(server.password());
        // What ran must show within a statement's wait, and an unreachable server must not hold a thread.
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("connectTimeout", "5");
        config.setConnectionTimeout(10_000);
        config.setMaximumPoolSize(CONNECTIONS);
        return config;
    }

    private static void ownerOnly(Path file) {
        try {
            if (Files.notExists(file)) {
                PrivateFiles.createFile(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the database " + file, e);
        }
    }

    /** Returns the queries of all trackers. Only the queries of this tracker can be changed. */
    public QueryStore queries() {
        return new SqlQueryStore(jdbc, tracker);
    }

    /** Returns the sessions of this tracker. */
    public PooledSessionStore sessions() {
        return new SqlPooledSessionStore(jdbc, tracker);
    }

    /** Returns the register of the trackers that share the database. */
    public TrackerRegister trackers() {
        return register;
    }

    /** Leaves unfinished queries to the other trackers, if there are some. */
    @Override
    public void close() {
        try {
            register.leave();
        } finally {
            source.close();
        }
    }
}
