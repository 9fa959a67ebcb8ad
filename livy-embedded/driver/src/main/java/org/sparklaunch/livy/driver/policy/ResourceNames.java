package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SessionState;
import org.sparklaunch.livy.protocol.policy.Resource;

/** Maps tables, databases and formats of Spark to resources of the policy. */
final class ResourceNames {
    /** Formats that only read files: the right to the path is enough. */
    private static final Set<String> FILE_FORMATS =
            Set.of("parquet", "orc", "json", "csv", "text", "avro", "binaryfile", "xml", "hive");

    private final SparkSession session;
    private final boolean followLinks;

    ResourceNames(SparkSession session) {
        this(session, true);
    }

    private ResourceNames(SparkSession session, boolean followLinks) {
        this.session = session;
        this.followLinks = followLinks;
    }

    /** Returns names of resources as they are written: no link of the file system is followed. */
    static ResourceNames withoutLinks(SparkSession session) {
        return new ResourceNames(session, false);
    }

    /** Returns the table; empty for a temporary view, which belongs to the session. */
    Optional<Resource> table(TableIdentifier identifier) {
        if (catalog().isTempView(identifier)) {
            return Optional.empty();
        }
        return Optional.of(qualified(identifier));
    }

    /** Returns the table or persistent view of this name, even if a temporary view hides it. */
    Resource qualified(TableIdentifier identifier) {
        List<String> name = new ArrayList<>();
        SparkFields.optional(identifier.catalog()).ifPresent(catalog -> name.add(catalog.toString()));
        name.add(SparkFields.optional(identifier.database())
                .map(Object::toString)
                .orElseGet(() -> catalog().getCurrentDatabase()));
        name.add(identifier.table());
        return new Resource.Table(name);
    }

    Resource table(CatalogTable table) {
        return qualified(table.identifier());
    }

    /** Returns a table of a catalog plugin. */
    static Resource table(Object catalog, Object identifier) {
        Identifier table = (Identifier) identifier;
        List<String> name = namespace(catalog, table.namespace());
        name.add(table.name());
        return new Resource.Table(name);
    }

    static List<String> namespace(Object catalog, String[] namespace) {
        List<String> name = new ArrayList<>(List.of(((CatalogPlugin) catalog).name()));
        name.addAll(List.of(namespace));
        return name;
    }

    Resource database(String name) {
        return new Resource.Database(List.of(name));
    }

    String currentDatabase() {
        return catalog().getCurrentDatabase();
    }

    /**
     * Returns what files written to a folder are: a table, if the folder is one that a database keeps its tables in, or just
     * files. The folder of another database has a name that no table can have.
     */
    Resource written(org.apache.hadoop.fs.Path place) {
        for (Object database : SparkFields.list(catalog(), "listDatabases")) {
            URI home = catalog().getDatabaseMetadata(database.toString()).locationUri();
            if (place.getParent() != null
                    && new org.apache.hadoop.fs.Path(home).equals(place.getParent())
                    && place.getName().matches("\\w+")) {
                return new Resource.Table(List.of(database.toString(), place.getName()));
            }
        }
        return new Resource.Location(place.toString());
    }

    /**
     * Returns where the files of a table really are, when a right on the table does not cover that: when a link on the way leads
     * out of the folder of its database. The location itself was checked when it was set.
     */
    Optional<Resource.Location> behindLink(CatalogTable table) {
        return SparkFields.optional(table.storage().locationUri())
                .map(uri -> new org.apache.hadoop.fs.Path((URI) uri).toString())
                .filter(home -> leadsOut(home, databaseFolder(table)))
                .map(Resource.Location::new);
    }

    /** Returns the links below a local folder that lead out of it; empty on other file systems. */
    List<Resource.Location> linksBelow(String folder) {
        URI uri = new org.apache.hadoop.fs.Path(folder)
                .makeQualified(FileSystem.getDefaultUri(hadoop()), new org.apache.hadoop.fs.Path("/"))
                .toUri();
        if (!followLinks || !"file".equalsIgnoreCase(uri.getScheme())) {
            return List.of();
        }
        try {
            return LinkSearch.leadingOut(java.nio.file.Path.of(uri.getPath())).stream()
                    .map(link -> new Resource.Location(link.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look for links in " + folder, e);
        }
    }

    /** Returns whether a path is in a folder and no link on the way leads out of it. */
    boolean covers(String folder, String path) {
        return isBelow(withoutScheme(folder), withoutScheme(path)) && !leadsOut(path, folder);
    }

    private boolean leadsOut(String path, String folder) {
        if (!followLinks) {
            return false;
        }
        PathNormalizer normalizer = new PathNormalizer(hadoop());
        return normalizer.followsLink(path) && !isBelow(normalizer.apply(folder), normalizer.apply(path));
    }

    private static boolean isBelow(String folder, String path) {
        return (path + "/").startsWith(folder.endsWith("/") ? folder : folder + "/");
    }

    private static String withoutScheme(String path) {
        return new org.apache.hadoop.fs.Path(path).toUri().getPath();
    }

    private String databaseFolder(CatalogTable table) {
        String database = SparkFields.optional(table.identifier().database())
                .map(Object::toString)
                .orElseGet(this::currentDatabase);
        return new org.apache.hadoop.fs.Path(
                        catalog().getDatabaseMetadata(database).locationUri())
                .toString();
    }

    /** Returns the entry of a table; empty for a view or when there is none. */
    Optional<CatalogTable> entry(TableIdentifier identifier) {
        try {
            return catalog().isTempView(identifier) || !catalog().tableExists(identifier)
                    ? Optional.empty()
                    : Optional.of(catalog().getTableMetadata(identifier));
        } catch (AnalysisException e) {
            // Dropped in the meantime, or its database was: the command fails as well.
            return Optional.empty();
        }
    }

    /** Returns the entry of a table that Spark names by catalog and identifier; empty for a catalog of a plugin. */
    Optional<CatalogTable> entry(Object catalog, Object identifier) {
        Identifier table = (Identifier) identifier;
        return isOwn(((CatalogPlugin) catalog).name()) && table.namespace().length == 1
                ? entry(new TableIdentifier(table.name(), scala.Option.apply(table.namespace()[0])))
                : Optional.empty();
    }

    /** Returns the entries of all tables of a database; empty for a catalog of a plugin. */
    List<CatalogTable> entries(List<String> database) {
        if (database.size() != 1 || !catalog().databaseExists(database.get(0))) {
            return List.of();
        }
        List<CatalogTable> entries = new ArrayList<>();
        for (Object table : SparkFields.list(tables(database.get(0)))) {
            entry((TableIdentifier) table).ifPresent(entries::add);
        }
        return entries;
    }

    /** By reflection: the type of the list differs between the Scala lines. */
    private Object tables(String database) {
        try {
            return SessionCatalog.class.getMethod("listTables", String.class).invoke(catalog(), database);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Spark's catalog is not that of Spark 3.5 and 4", e);
        }
    }

    private static boolean isOwn(String catalog) {
        return catalog.equals("spark_catalog");
    }

    Configuration hadoop() {
        return session.sparkContext().hadoopConfiguration();
    }

    static Resource location(URI uri) {
        return new Resource.Location(new org.apache.hadoop.fs.Path(uri).toString());
    }

    /** Returns the source that a format reads beside its path; empty for file formats. */
    static Optional<Resource> source(String provider) {
        String name = provider.toLowerCase(Locale.ROOT);
        return isFileFormat(name) ? Optional.empty() : Optional.of(new Resource.Source(name));
    }

    static boolean isFileFormat(String name) {
        return FILE_FORMATS.contains(name.toLowerCase(Locale.ROOT));
    }

    boolean isTable(String database, String table) {
        return catalog().tableExists(new TableIdentifier(table, scala.Option.apply(database)));
    }

    boolean isFormat(String name) {
        try {
            return DataSource.lookupDataSource(name, state().conf()) != null;
        } catch (Exception e) {
            // An unknown format is reported by an exception whose type differs between Spark versions.
            return false;
        }
    }

    private SessionCatalog catalog() {
        return state().catalog();
    }

    /** Reads the state by reflection: from Spark 4 on, only one of two kinds of session has it. */
    SessionState state() {
        return (SessionState) SparkFields.get(session, "sessionState");
    }
}
