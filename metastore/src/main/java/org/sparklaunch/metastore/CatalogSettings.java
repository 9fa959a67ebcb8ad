package org.sparklaunch.metastore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.hive.conf.HiveConf;

/** Returns Hive's settings of a metastore. */
final class CatalogSettings {

    private CatalogSettings() {}

    static HiveConf of(MetastoreConfig config) throws IOException {
        HiveConf conf = new HiveConf();
        MetastoreConfig.Database database = config.database();
        conf.set("hive.metastore.warehouse.dir", config.warehouse());
        conf.set("hive.metastore.uris", "");
        conf.set("javax.jdo.option.ConnectionURL", database.url());
        conf.set("javax.jdo.option.ConnectionDriverName", driver(database.url()));
        database.user().ifPresent(user -> conf.set("javax.jdo.option.ConnectionUserName", user));
        conf.set("javax.jdo.option.ConnectionPassword", password(database));
        // Hive's own default is a pool that Spark 4 does not ship.
        conf.set("datanucleus.connectionPoolingType", "HikariCP");
        conf.set("datanucleus.schema.autoCreateAll", "true");
        conf.set("hive.metastore.schema.verification", "false");
        conf.set("hive.metastore.schema.verification.record.version", "true");
        // Spark keeps the schema of its tables in their properties, where Hive's own rules for changes do not apply.
        conf.set("hive.metastore.disallow.incompatible.col.type.changes", "false");
        return conf;
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
