package org.sparklaunch.metastore;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;

/** Refuses a database whose catalog another version of Hive has made, before Hive adds what it misses there. */
final class SchemaCheck {
    /** That of Hive 2.3, which all lines of Spark ship. */
    static final String VERSION = "2.3.0";

    /** Derby's and PostgreSQL's codes for a table that does not exist. */
    private static final Set<String> NO_TABLE = Set.of("42X05", "42P01", "42Y07");

    private SchemaCheck() {}

    /**
     * Opens the database, which creates one in a folder, and changes nothing in it.
     *
     * @throws IOException when it cannot be opened, or holds a catalog of another version
     */
    static void check(MetastoreConfig.Database database) throws IOException {
        Properties login = new Properties();
        database.user().ifPresent(user -> login.setProperty("user", user));
        if (database.passwordFile().isPresent()) {
            login.setProperty("password", CatalogSettings.password(database));
        }
        try (Connection connection = DriverManager.getConnection(database.url(), login)) {
            check(database.url(), connection);
        } catch (SQLException e) {
            throw new IOException(
                    "cannot open the database of the catalog, " + database.url() + ": " + e.getMessage()
                            + "; check the address, the user and the password, or the version that wrote it",
                    e);
        }
    }

    private static void check(String url, Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement();
                ResultSet versions = statement.executeQuery("SELECT \"SCHEMA_VERSION\" FROM \"VERSION\"")) {
            if (versions.next() && !VERSION.equals(versions.getString(1))) {
                throw new IOException("the catalog in " + url + " has the schema version " + versions.getString(1)
                        + "; this metastore reads version " + VERSION
                        + " only; copy the database, upgrade the copy with"
                        + " the schematool of Hive 2.3, and name the copy with --metastore-database");
            }
        } catch (SQLException e) {
            if (!NO_TABLE.contains(e.getSQLState())) {
                throw e;
            }
        }
    }
}
