package org.sparklaunch.querytracker.store;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where the tracker's database is. */
public sealed interface DatabaseConfig {

    /** A file of this tracker alone. */
    record File(Path file) implements DatabaseConfig {}

    /**
     * A PostgreSQL server that several trackers share.
     *
     * @param url {@code jdbc:postgresql://host:port/database}, without a password
     * @param silence after this time without a heartbeat a tracker is considered dead
     */
    record Server(
            String url, @Nullable String user, @Nullable String password, Duration silence) implements DatabaseConfig {

        /** Checks that the address is valid and contains no secret: addresses are logged. */
        public Server {
            if (!url.startsWith("jdbc:postgresql:")) {
                throw new IllegalArgumentException(
                        "--database " + url + " is not jdbc:postgresql://HOST:PORT/DATABASE; leave it out for SQLite");
            }
            if (url.contains("password")) {
                throw new IllegalArgumentException(
                        "--database must not contain the password, since command lines are visible; put it"
                                + " into a file and give that with --database-password-file");
            }
        }

        @Override
        public String toString() {
            return url;
        }
    }
}
