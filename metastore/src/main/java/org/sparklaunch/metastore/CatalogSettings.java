package org.sparklaunch.metastore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Returns Hive's settings of a metastore, among them the password of its database. */
final class CatalogSettings {

    /** The classes of Hive 2.3 whose objects are rows of tables of their own. */
    private static final List<String> ENTITIES = List.of(
            "MDatabase",
            "MType",
            "MTable",
            "MConstraint",
            "MSerDeInfo",
            "MColumnDescriptor",
            "MStringList",
            "MStorageDescriptor",
            "MPartition",
            "MIndex",
            "MRole",
            "MRoleMap",
            "MGlobalPrivilege",
            "MDBPrivilege",
            "MTablePrivilege",
            "MPartitionPrivilege",
            "MTableColumnPrivilege",
            "MPartitionColumnPrivilege",
            "MPartitionEvent",
            "MMasterKey",
            "MDelegationToken",
            "MTableColumnStatistics",
            "MPartitionColumnStatistics",
            "MVersionTable",
            "MFunction",
            "MNotificationLog",
            "MNotificationNextId");

    private CatalogSettings() {}

    /**
     * Returns the settings.
     *
     * @param complete whether the database has all tables of a catalog
     */
    static Map<String, String> of(MetastoreConfig config, boolean complete) throws IOException {
        Map<String, String> conf = new TreeMap<>(config.warehouse().settings());
        MetastoreConfig.Database database = config.database();
        conf.put("hive.metastore.warehouse.dir", config.warehouse().uri());
        conf.put("hive.metastore.uris", "");
        conf.put("javax.jdo.option.ConnectionURL", database.url());
        conf.put("javax.jdo.option.ConnectionDriverName", driver(database.url()));
        database.user().ifPresent(user -> conf.put("javax.jdo.option.ConnectionUserName", user));
        conf.put("javax.jdo.option.ConnectionPassword", password(database));
        // Hive's own default is a pool that Spark 4 does not ship.
        conf.put("datanucleus.connectionPoolingType", "HikariCP");
        conf.put("datanucleus.schema.autoCreateAll", "true");
        if (!complete) {
            // Created at their first use, on a second connection, tables wait for locks of the transaction that uses
            // them. On PostgreSQL the first CREATE TABLE would wait for itself: it has inserted a table, and the table
            // of its privileges is missing.
            conf.put("datanucleus.autoStartMechanism", "Classes");
            conf.put("datanucleus.autoStartClassNames", entities());
        }
        conf.put("hive.metastore.schema.verification", "false");
        conf.put("hive.metastore.schema.verification.record.version", "true");
        // Spark keeps the schema of its tables in their properties, where Hive's own rules for changes do not apply.
        conf.put("hive.metastore.disallow.incompatible.col.type.changes", "false");
        return conf;
    }

    private static String entities() {
        return ENTITIES.stream()
                .map(name -> "org.apache.hadoop.hive.metastore.model." + name)
                .collect(Collectors.joining(","));
    }

    private static String driver(String url) {
        return url.startsWith("jdbc:derby:") ? "org.apache.derby.jdbc.EmbeddedDriver" : "org.postgresql.Driver";
    }

    /** Returns the password of the database's user; empty for none. */
    static String password(MetastoreConfig.Database database) throws IOException {
        if (database.passwordFile().isEmpty()) {
            return "";
        }
        Path file = database.passwordFile().get();
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            throw new IOException("the password file " + file + " is empty; write the password into its first line");
        }
        return lines.get(0);
    }
}
