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
        name.add(databaseOf(identifier));
        name.add(identifier.table());
        return new Resource.Table(name);
    }

    /** Returns the identifier as the catalog has it, with its database, so that no temporary view hides the table. */
    TableIdentifier inCatalog(TableIdentifier identifier) {
        return catalog().qualifyIdentifier(identifier);
    }

    /** Returns the database of a table, which is the current one if the identifier has none. */
    String databaseOf(TableIdentifier identifier) {
        return SparkFields.optional(identifier.database()).map(Object::toString).orElseGet(this::currentDatabase);
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
                    && place.getName().matches("\\w+")
                    && !leadsOut(place.toString(), new org.apache.hadoop.fs.Path(home).toString())) {
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
        return place(table)
                .filter(home -> leadsOut(home, databaseFolder(table)))
                .map(Resource.Location::new);
    }

    /** Returns the folder of a table; empty for a view. */
    static Optional<String> place(CatalogTable table) {
        return SparkFields.optional(table.storage().locationUri())
                .map(uri -> new org.apache.hadoop.fs.Path((URI) uri).toString());
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

    /** Returns whether a place is in a folder of the same file system and no link on the way leads out of it. */
    boolean holds(String folder, String place) {
        return isBelow(qualified(folder), qualified(place)) && !leadsOut(place, folder);
    }

    /** Returns the folder that Spark gives to a database without a location. */
    URI usualFolder(String database) {
        return new org.apache.hadoop.fs.Path(
                        new org.apache.hadoop.fs.Path(state().conf().warehousePath()),
                        new org.apache.hadoop.fs.Path(catalog().getDefaultDBPath(database)))
                .toUri();
    }

    /** Returns whether both are one place, whose links are not followed. */
    boolean isSame(String place, URI other) {
        return qualified(place).equals(qualified(new org.apache.hadoop.fs.Path(other).toString()));
    }

    private String qualified(String place) {
        return new org.apache.hadoop.fs.Path(place)
                .makeQualified(FileSystem.getDefaultUri(hadoop()), new org.apache.hadoop.fs.Path("/"))
                .toString();
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
        URI home = catalog().getDatabaseMetadata(databaseOf(table.identifier())).locationUri();
        return new org.apache.hadoop.fs.Path(home).toString();
    }

    /**
     * Returns the entry of a table; empty for a view or when there is none.
     *
     * @throws IllegalStateException when the catalog cannot answer
     */
    Optional<CatalogTable> entry(TableIdentifier identifier) {
        return CatalogLookup.find(
                identifier.unquotedString(),
                () -> catalog().isTempView(identifier) || !catalog().tableExists(identifier)
                        ? Optional.empty()
                        : Optional.of(catalog().getTableMetadata(identifier)));
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

    /** Returns whether it is Spark's own catalog. */
    static boolean isOwn(String catalog) {
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

    SessionCatalog catalog() {
        return state().catalog();
    }

    /** Reads the state by reflection: from Spark 4 on, only one of two kinds of session has it. */
    SessionState state() {
        return (SessionState) SparkFields.get(session, "sessionState");
    }
}
