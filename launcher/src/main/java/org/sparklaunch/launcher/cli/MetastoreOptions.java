package org.sparklaunch.launcher.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.launcher.config.MetastoreRequest;
import picocli.CommandLine.Option;

/** The options about tables. */
final class MetastoreOptions {
    @Option(
            names = "--metastore",
            paramLabel = "embedded|none",
            defaultValue = "embedded",
            description =
                    "The catalog of tables that all sessions share: a metastore of this launch (embedded), started"
                            + " with --enable-livy, or none; then sessions have temporary views only; default: ${DEFAULT-VALUE}.")
    String kind = "embedded";

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Folder for what outlasts a launch: the catalog and the tables, closed to other accounts;"
                    + " default: $SPARK_LAUNCH_DATA_DIR, else $XDG_DATA_HOME/spark-launch, else"
                    + " ~/.local/share/spark-launch.")
    Path dataDir = Path.of("");

    @Option(
            names = "--warehouse",
            paramLabel = "DIR|URI",
            description = "Folder for the files of tables; with workers on several machines, one that all of them see;"
                    + " default: warehouse in the data folder.")
    @Nullable
    String warehouse;

    @Option(
            names = "--metastore-port",
            paramLabel = "PORT",
            description = "Port of the metastore; default: 9083 or the next free one.")
    @Nullable
    Integer port;

    @Option(
            names = "--metastore-uri",
            paramLabel = "URI[,…]",
            description = "Use a metastore that exists, as thrift://HOST:PORT, instead of starting one.")
    @Nullable
    String uris;

    @Option(
            names = "--metastore-database",
            paramLabel = "URL",
            description = "PostgreSQL database for the catalog, as jdbc:postgresql://HOST:PORT/DATABASE; default: a"
                    + " database in the data folder.")
    @Nullable
    String databaseUrl;

    @Option(names = "--metastore-database-user", paramLabel = "USER", description = "User of that database.")
    @Nullable
    String databaseUser;

    @Option(
            names = "--metastore-database-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of that user.")
    @Nullable
    Path databasePasswordFile;

    MetastoreRequest request() {
        return new MetastoreRequest(
                kind,
                port,
                uris,
                new MetastoreRequest.Database(databaseUrl, databaseUser, databasePasswordFile),
                dataDir.toAbsolutePath().normalize(),
                warehouse);
    }
}
