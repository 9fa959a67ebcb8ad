package org.sparklaunch.livy.driver.policy;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTableType;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.sparklaunch.livy.protocol.policy.Resource;

/**
 * A table that is created or moved.
 *
 * @param table with its database
 * @param before empty if there was no table
 */
record TableChange(TableIdentifier table, Optional<CatalogTable> before, ResourceNames names) implements CatalogChange {

    static TableChange of(TableIdentifier table, ResourceNames names) {
        TableIdentifier qualified = names.inCatalog(table);
        return new TableChange(qualified, names.entry(qualified), names);
    }

    @Override
    public Resource resource() {
        return names.qualified(table);
    }

    @Override
    public Optional<Resource.Location> uncovered() {
        Optional<CatalogTable> now = names.entry(table);
        return now.flatMap(ResourceNames::place)
                .filter(place -> !Optional.of(place).equals(before.flatMap(ResourceNames::place)))
                .flatMap(place -> {
                    boolean usual = names.isSame(place, names.catalog().defaultTablePath(table));
                    return usual ? names.behindLink(now.orElseThrow()) : Optional.of(new Resource.Location(place));
                });
    }

    /** A table that is new may have been created by another session, also if the command had IF NOT EXISTS. */
    @Override
    public boolean isOwn(boolean completed, Predicate<String> user) {
        return before.isPresent()
                || names.entry(table).map(CatalogTable::owner).filter(user).isPresent();
    }

    @Override
    public boolean undo() {
        ExternalCatalog catalog = names.catalog().externalCatalog();
        names.entry(table).ifPresent(now -> {
            if (before.isPresent()) {
                catalog.alterTable(SparkFields.copy(
                        now, "storage", moveBack(now.storage(), before.get().storage())));
            } else {
                // The files of an external table stay when it is dropped.
                catalog.alterTable(SparkFields.copy(now, "tableType", CatalogTableType.EXTERNAL()));
                catalog.dropTable(names.databaseOf(table), table.table(), true, false);
            }
            names.catalog().refreshTable(table);
        });
        return true;
    }

    /** Returns a storage as it is now, at its location from before. */
    static CatalogStorageFormat moveBack(CatalogStorageFormat now, CatalogStorageFormat before) {
        return SparkFields.copy(now, "locationUri", before.locationUri());
    }
}
