package org.sparklaunch.metastore;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;

/** Refuses a database whose catalog another version of Hive has made, before Hive adds what it misses there. */
final class SchemaCheck {
    /** That of Hive 2.3, which all lines of Spark ship. */
    static final String VERSION = "2.3.0";

    /** Derby's and PostgreSQL's codes for a table that does not exist. */
    private static final Set<String> NO_TABLE = Set.of("42X05", "42P01", "42Y07");

    /** Derby's code for a database that another process has open. */
    private static final String IN_USE = "XSDB6";

    /** The metastore of a launch that was killed ends within this time. */
    private static final Duration IN_USE_LIMIT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(100);

    private SchemaCheck() {}

    /**
     * Opens the database, which creates one in a folder, and changes nothing in it.
     *
     * @return whether a catalog of this version is in it; Hive records the version after all else
     * @throws IOException when it cannot be opened, or holds a catalog of another version
     */
    static boolean isComplete(MetastoreConfig.Database database) throws IOException {
        Properties login = new Properties();
        database.user().ifPresent(user -> login.setProperty("user", user));
        if (database.passwordFile().isPresent()) {
            login.setProperty("password", CatalogSettings.password(database));
        }
        try (Connection connection = connect(database.url(), login)) {
            return isComplete(database.url(), connection);
        } catch (SQLException e) {
            throw new IOException(
                    "cannot open the database of the catalog, " + database.url() + ": " + reason(e)
                            + "; check the address, the user and the password, or the version that wrote it",
                    e);
        }
    }

    private static Connection connect(String url, Properties login) throws SQLException, InterruptedIOException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return DriverManager.getConnection(url, login);
            } catch (SQLException e) {
                if (!isInUse(e) || System.nanoTime() - begin > IN_USE_LIMIT.toNanos()) {
                    throw e;
                }
            }
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while another process had the catalog open");
            }
        }
    }

    /** Derby's own message points to the next one, which has the reason. */
    static String reason(SQLException failure) {
        SQLException last = failure;
        while (last.getNextException() != null) {
            last = last.getNextException();
        }
        return String.valueOf(last.getMessage());
    }

    private static boolean isInUse(SQLException failure) {
        for (SQLException next = failure; next != null; next = next.getNextException()) {
            if (IN_USE.equals(next.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isComplete(String url, Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("SELECT \"SCHEMA_VERSION\" FROM \"VERSION\"")) {
            if (!versions.next()) {
                return false;
            }
            if (!VERSION.equals(versions.getString(1))) {
                throw new IOException("the catalog in " + url + " has the schema version " + versions.getString(1)
                        + "; this metastore reads version " + VERSION
                        + " only; copy the database, upgrade the copy with"
                        + " the schematool of Hive 2.3, and name the copy with --metastore-database");
            }
            return true;
        } catch (SQLException e) {
            if (NO_TABLE.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
