package org.sparklaunch.querytracker.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.flywaydb.core.Flyway;
import org.sparklaunch.querytracker.pool.SessionRecords;
import org.sparklaunch.querytracker.query.QueryStore;

/** The tracker's database, brought to the newest schema when opened. */
public final class Database implements AutoCloseable {
    private final HikariDataSource source;
    private final Jdbc jdbc;

    private Database(HikariDataSource source) {
        this.source = source;
        this.jdbc = new Jdbc(source);
    }

    /** Opens a database in a file, or makes it, readable by its owner only. */
    public static Database open(Path file) {
        ownerOnly(file);
        HikariConfig config = new HikariConfig();
        // Normal synchronisation with a write-ahead log: what is committed survives every death of the process; a power
        // cut may cost the last moment, and saves each query several waits for the disk. One writer at a time is
        // SQLite's rule, so a second waits a little instead of failing.
        config.setJdbcUrl("jdbc:sqlite:" + file + "?journal_mode=WAL&synchronous=NORMAL&busy_timeout=10000"
                + "&foreign_keys=true&transaction_mode=IMMEDIATE");
        config.setPoolName("queries");
        config.setMaximumPoolSize(4);
        HikariDataSource source = new HikariDataSource(config);
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:org/sparklaunch/querytracker/store")
                    .load()
                    .migrate();
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        return new Database(source);
    }

    private static void ownerOnly(Path file) {
        try {
            if (Files.notExists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make the database " + file, e);
        }
    }

    /** Its queries. */
    public QueryStore queries() {
        return new SqlQueryStore(jdbc);
    }

    /** Its sessions. */
    public SessionRecords sessions() {
        return new SqlSessionRecords(jdbc);
    }

    @Override
    public void close() {
        source.close();
    }
}
