package org.sparklaunch.livy.driver.policy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.SessionCatalog;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.execution.datasources.DataSource;
import org.apache.spark.sql.internal.SessionState;
import org.sparklaunch.livy.protocol.policy.Resource;

/** Turns what Spark calls tables, databases and formats into resources of the policy. */
final class ResourceNames {
    /** Sources that read files and nothing else: the right to the path is the right to read them. */
    private static final Set<String> FILE_FORMATS =
            Set.of("parquet", "orc", "json", "csv", "text", "avro", "binaryfile", "xml", "hive");

    private final SparkSession session;

    ResourceNames(SparkSession session) {
        this.session = session;
    }

    /** The table; empty for a temporary view, which is the session's own. */
    Optional<Resource> table(TableIdentifier identifier) {
        if (catalog().isTempView(identifier)) {
            return Optional.empty();
        }
        return Optional.of(qualified(identifier));
    }

    /** The table or persistent view of this name, whatever temporary view hides it. */
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

    /** A table of a catalog plugin. */
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

    /** What files written at a place are: those of a table where a database keeps its tables, else just files. */
    Resource written(org.apache.hadoop.fs.Path place) {
        for (Object database : SparkFields.list(catalog(), "listDatabases")) {
            URI home = catalog().getDatabaseMetadata(database.toString()).locationUri();
            if (place.getParent() != null && new org.apache.hadoop.fs.Path(home).equals(place.getParent())) {
                return new Resource.Table(List.of(database.toString(), place.getName()));
            }
        }
        return new Resource.Location(place.toString());
    }

    static Resource location(URI uri) {
        return new Resource.Location(new org.apache.hadoop.fs.Path(uri).toString());
    }

    /** The right that a format needs beside its path; empty for formats of files. */
    static Optional<Resource> source(String provider) {
        String name = provider.toLowerCase(Locale.ROOT);
        return FILE_FORMATS.contains(name) ? Optional.empty() : Optional.of(new Resource.Source(name));
    }

    boolean isTable(String database, String table) {
        return catalog().tableExists(new TableIdentifier(table, scala.Option.apply(database)));
    }

    boolean isFormat(String name) {
        try {
            return DataSource.lookupDataSource(name, state().conf()) != null;
        } catch (Exception e) {
            // It says so by a failure, of a type that differs between Spark versions.
            return false;
        }
    }

    private SessionCatalog catalog() {
        return state().catalog();
    }

    /** By reflection: from Spark 4 on only one of two kinds of session has it. */
    SessionState state() {
        return (SessionState) SparkFields.get(session, "sessionState");
    }
}
