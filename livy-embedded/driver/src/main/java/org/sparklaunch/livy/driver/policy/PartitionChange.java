package org.sparklaunch.livy.driver.policy;

import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.catalog.CatalogTablePartition;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalog;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.util.PartitioningUtils;
import org.sparklaunch.livy.protocol.policy.Resource;
import scala.collection.immutable.$colon$colon;
import scala.collection.immutable.List;
import scala.collection.immutable.Map;
import scala.collection.immutable.Nil$;

/**
 * A partition that is added or moved.
 *
 * @param table with its database
 * @param spec the values of the partition columns, as the catalog has them
 * @param before empty if there was no partition
 */
record PartitionChange(
        TableIdentifier table, Map<String, String> spec, Optional<CatalogTablePartition> before, ResourceNames names)
        implements CatalogChange {

    @SuppressWarnings("unchecked")
    static PartitionChange of(TableIdentifier table, Object spec, ResourceNames names) {
        TableIdentifier qualified = names.inCatalog(table);
        Map<String, String> written = (Map<String, String>) spec;
        Optional<CatalogTable> entry = names.entry(qualified);
        if (entry.isEmpty()) {
            return new PartitionChange(qualified, written, Optional.empty(), names);
        }
        // Spark changes the case of the names and the form of the values before it stores them.
        Map<String, String> stored = PartitioningUtils.normalizePartitionSpec(
                written,
                entry.get().partitionSchema(),
                table.table(),
                SQLConf.get().resolver());
        return new PartitionChange(qualified, stored, find(qualified, stored, names), names);
    }

    private static Optional<CatalogTablePartition> find(
            TableIdentifier table, Map<String, String> spec, ResourceNames names) {
        return CatalogLookup.find(
                "a partition of " + table.unquotedString(),
                () -> SparkFields.optional(names.catalog()
                                .externalCatalog()
                                .getPartitionOption(names.databaseOf(table), table.table(), spec))
                        .map(CatalogTablePartition.class::cast));
    }

    private static Optional<String> place(CatalogTablePartition partition) {
        return SparkFields.optional(partition.storage().locationUri()).map(uri -> new Path((URI) uri).toString());
    }

    @Override
    public Resource resource() {
        return names.qualified(table);
    }

    /** A right on the table covers the partitions in its folder. */
    @Override
    public Optional<Resource.Location> uncovered() {
        Optional<String> home = names.entry(table).flatMap(ResourceNames::place);
        return home.flatMap(folder -> find(table, spec, names))
                .flatMap(PartitionChange::place)
                .filter(place -> !Optional.of(place).equals(before.flatMap(PartitionChange::place)))
                .filter(place -> !names.holds(home.orElseThrow(), place))
                .map(Resource.Location::new);
    }

    /** A partition has no owner: another session may have added it while the command ran or failed. */
    @Override
    public boolean isOwn(boolean completed, Predicate<String> user) {
        return completed;
    }

    @Override
    public boolean undo() {
        ExternalCatalog catalog = names.catalog().externalCatalog();
        String database = names.databaseOf(table);
        find(table, spec, names).ifPresent(now -> {
            if (before.isPresent()) {
                CatalogTablePartition back = SparkFields.copy(
                        now,
                        "storage",
                        TableChange.moveBack(now.storage(), before.get().storage()));
                SparkFields.call(catalog, "alterPartitions", database, table.table(), only(back));
            } else {
                SparkFields.call(catalog, "dropPartitions", database, table.table(), only(spec), true, false, true);
            }
            names.catalog().refreshTable(table);
        });
        return true;
    }

    /** A list, which is a sequence of both Scala lines. */
    @SuppressWarnings("unchecked")
    private static <T> List<T> only(T element) {
        return new $colon$colon<>(element, (List<T>) (Object) Nil$.MODULE$);
    }
}
