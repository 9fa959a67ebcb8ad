package org.sparklaunch.livy.driver.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.catalog.CatalogDatabase;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.sparklaunch.livy.protocol.policy.Resource;

/**
 * A database that is created or moved.
 *
 * @param before empty if there was no database
 */
record DatabaseChange(String name, Optional<CatalogDatabase> before, ResourceNames names) implements CatalogChange {

    static DatabaseChange of(String name, ResourceNames names) {
        return new DatabaseChange(name, find(name, names), names);
    }

    private static Optional<CatalogDatabase> find(String name, ResourceNames names) {
        return CatalogLookup.find(
                name,
                () -> names.catalog().databaseExists(name)
                        ? Optional.of(names.catalog().getDatabaseMetadata(name))
                        : Optional.empty());
    }

    private static String place(CatalogDatabase database) {
        return new Path(database.locationUri()).toString();
    }

    @Override
    public Resource resource() {
        return names.database(name);
    }

    @Override
    public Optional<Resource.Location> uncovered() {
        return find(name, names)
                .map(DatabaseChange::place)
                .filter(place -> !Optional.of(place).equals(before.map(DatabaseChange::place)))
                .filter(place -> !isUsual(place))
                .map(Resource.Location::new);
    }

    /** Returns whether it is where Spark puts a database without a location, and not behind a link there. */
    private boolean isUsual(String place) {
        return names.isSame(place, names.usualFolder(name))
                && names.holds(
                        Objects.requireNonNull(new Path(place).getParent()).toString(), place);
    }

    /** Spark gives a database no owner: another session may have created it while the command ran or failed. */
    @Override
    public boolean isOwn(boolean completed, Predicate<String> user) {
        return completed;
    }

    /** A catalog deletes the folder of a database with it, so only a database with an empty folder is dropped. */
    @Override
    public boolean undo() {
        ExternalCatalog catalog = names.catalog().externalCatalog();
        Optional<CatalogDatabase> now = find(name, names);
        if (now.isEmpty()) {
            return true;
        }
        if (before.isPresent()) {
            catalog.alterDatabase(
                    SparkFields.copy(now.get(), "locationUri", before.get().locationUri()));
            return true;
        }
        boolean empty = isEmpty(new Path(now.get().locationUri()));
        if (empty) {
            catalog.dropDatabase(now.get().name(), true, false);
        }
        return empty;
    }

    private boolean isEmpty(Path folder) {
        try {
            FileSystem files = folder.getFileSystem(names.hadoop());
            return !files.exists(folder) || files.listStatus(folder).length == 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder of database " + name, e);
        }
    }
}
