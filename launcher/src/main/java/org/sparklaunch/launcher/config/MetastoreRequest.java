package org.sparklaunch.launcher.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.metastore.MetastoreConfig;

/**
 * The options about tables, as the user gave them and not yet checked.
 *
 * @param kind {@code embedded} or {@code none}
 * @param uris addresses of a metastore that exists; null for one of this launch
 * @param warehouse a folder or a URI; null for one in the data folder
 */
public record MetastoreRequest(
        String kind,
        @Nullable Integer port,
        @Nullable String uris,
        Database database,
        Path dataDir,
        @Nullable String warehouse) {

    private static final Pattern URIS = Pattern.compile("thrift://[^\\s,/]+:\\d{1,5}(,thrift://[^\\s,/]+:\\d{1,5})*");
    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):.*");
    private static final String LOCAL = "file";
    private static final Set<String> FILE_SYSTEMS =
            Set.of(LOCAL, "hdfs", "viewfs", "s3a", "abfs", "abfss", "gs", "ofs");

    /** Settings by which an operator chooses the catalog of sessions without these options. */
    private static final Set<String> OWN_CATALOG =
            Set.of("spark.sql.catalogImplementation", "spark.hadoop.hive.metastore.uris");

    private static final String WAREHOUSE_SETTING = "spark.sql.warehouse.dir";

    /** The options about the catalog's database; all null for one in the data folder. */
    public record Database(
            @Nullable String url,
            @Nullable String user,
            @Nullable Path passwordFile) {
        /** A database in the data folder. */
        public static final Database EMBEDDED = new Database(null, null, null);
    }

    /** Returns the request of a launch without options about tables. */
    public static MetastoreRequest embedded(Path dataDir) {
        return new MetastoreRequest("embedded", null, null, Database.EMBEDDED, dataDir, null);
    }

    /**
     * Checks the options.
     *
     * @return empty when the operator's settings choose a catalog
     */
    Optional<MetastoreSpec> check(Problems problems, Map<String, String> sparkConf) {
        checkTogether(problems);
        String place = warehouse(problems);
        Optional<MetastoreConfig.Database> checked = database(problems);
        var chosenPort = problems.readPort("--metastore-port", port);
        Optional<String> operators = sparkConf.keySet().stream()
                .filter(OWN_CATALOG::contains)
                .sorted()
                .findFirst();
        if (operators.isPresent()) {
            checkUnused(problems, operators.get());
            return Optional.empty();
        }
        if (kind.equals("none")) {
            return Optional.of(new MetastoreSpec.None());
        }
        checkWarehouse(problems, sparkConf);
        return Optional.of(
                uris == null
                        ? new MetastoreSpec.Own(chosenPort, checked, dataDir, place)
                        : new MetastoreSpec.Existing(uris, dataDir, place));
    }

    private void checkTogether(Problems problems) {
        problems.require(
                kind.equals("none") || kind.equals("embedded"),
                "--metastore: unknown metastore '" + kind + "'; give embedded or none");
        problems.require(
                uris == null || URIS.matcher(uris).matches(),
                "--metastore-uri: '" + uris + "' is not the address of a metastore; give thrift://HOST:PORT");
        problems.require(
                !kind.equals("none") || (uris == null && database.url == null),
                "--metastore none: excludes --metastore-uri and --metastore-database; leave it or them out");
        problems.require(
                uris == null || database.url == null,
                "--metastore-uri: that metastore has a database of its own; leave --metastore-database out");
    }

    /** An option without an effect would have tables elsewhere than the operator asked for. */
    private void checkUnused(Problems problems, String setting) {
        problems.require(
                port == null && uris == null && database.url == null && warehouse == null,
                "--spark-conf: " + setting + " chooses the catalog, so --metastore-port, --metastore-uri,"
                        + " --metastore-database and --warehouse have no effect; leave them or the setting out");
    }

    /** The metastore, the sessions and their policy need to know one folder. */
    private void checkWarehouse(Problems problems, Map<String, String> sparkConf) {
        problems.require(
                !sparkConf.containsKey(WAREHOUSE_SETTING),
                "--spark-conf: the folder of tables is an option of the launch; give --warehouse instead of "
                        + WAREHOUSE_SETTING);
        problems.require(
                uris == null || warehouse != null,
                "--metastore-uri: that metastore does not see the data folder of this launch; give --warehouse, the"
                        + " folder or URI for new databases");
    }

    private Optional<MetastoreConfig.Database> database(Problems problems) {
        String url = database.url;
        if (url == null) {
            problems.require(
                    database.user == null && database.passwordFile == null,
                    "--metastore-database-user and --metastore-database-password-file: apply only with"
                            + " --metastore-database; add it, or leave them out");
            return Optional.empty();
        }
        problems.require(
                url.startsWith("jdbc:postgresql:"),
                "--metastore-database: '" + url + "' is not jdbc:postgresql://HOST:PORT/DATABASE; leave it out for a"
                        + " database in the data folder");
        problems.require(
                !url.contains("password"),
                "--metastore-database: must not contain the password, since command lines are visible; put it into a"
                        + " file and give that with --metastore-database-password-file");
        problems.require(
                database.passwordFile == null || Files.isReadable(database.passwordFile),
                "--metastore-database-password-file: cannot read the file " + database.passwordFile
                        + "; name another, or leave the option out");
        return Optional.of(new MetastoreConfig.Database(
                url,
                Optional.ofNullable(database.user),
                Optional.ofNullable(database.passwordFile).map(Path::toAbsolutePath)));
    }

    private String warehouse(Problems problems) {
        if (warehouse == null) {
            return local(dataDir.resolve("warehouse"));
        }
        Matcher scheme = SCHEME.matcher(warehouse);
        if (!scheme.matches()) {
            return local(Path.of(warehouse).toAbsolutePath().normalize());
        }
        problems.require(
                FILE_SYSTEMS.contains(scheme.group(1)),
                "--warehouse: tables cannot be written to the file system '" + scheme.group(1)
                        + "'; give a folder, or a URI such as s3a://BUCKET/FOLDER or hdfs://HOST/FOLDER");
        return scheme.group(1).equals(LOCAL)
                ? local(Path.of(warehouse.substring(LOCAL.length() + 1))
                        .toAbsolutePath()
                        .normalize())
                : warehouse;
    }

    /** Returns a URI as Hadoop reads it, which does not decode escaped characters. */
    private static String local(Path folder) {
        return LOCAL + ":" + folder;
    }
}
