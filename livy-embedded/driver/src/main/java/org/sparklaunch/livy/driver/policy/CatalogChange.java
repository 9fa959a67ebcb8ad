package org.sparklaunch.livy.driver.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.connector.catalog.CatalogPlugin;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.sparklaunch.livy.protocol.policy.Resource;

/** An entry of Spark's own catalog that a command may give another location. It keeps the entry from before the command. */
interface CatalogChange {

    /** Returns what the entry is in messages. */
    Resource resource();

    /** Returns the new location of the entry, unless a right on the entry covers it. Empty if the command changed none. */
    Optional<Resource.Location> uncovered();

    /**
     * Returns whether the entry is the work of the command and not of another session, so that it may be undone.
     *
     * @param completed whether the command has succeeded; false while it runs
     * @param user accepts the names of the session's user and of the user of the JVM, which own what the session creates
     */
    boolean isOwn(boolean completed, Predicate<String> user);

    /**
     * Drops a new entry, or gives an entry its location from before. What else the entry has now stays, and so do files.
     *
     * @return false when the catalog cannot do that
     */
    boolean undo();

    /** Returns the entries that a command may give another location; empty for a catalog of a plugin. */
    static List<CatalogChange> of(LogicalPlan command, ResourceNames names) {
        return switch (command.getClass().getSimpleName()) {
            case "CreateTableCommand",
                    "CreateDataSourceTableCommand",
                    "CreateDataSourceTableAsSelectCommand",
                    "CreateHiveTableAsSelectCommand",
                    "OptimizedCreateHiveTableAsSelectCommand",
                    "CreateTable",
                    "CreateTableAsSelect",
                    "ReplaceTable",
                    "ReplaceTableAsSelect" -> ofTables(command, names);
            case "CreateTableLikeCommand" ->
                List.of(TableChange.of((TableIdentifier) SparkFields.get(command, "targetTable"), names));
            case "AlterTableSetLocationCommand" -> ofLocation(command, names);
            case "AlterTableAddPartitionCommand" -> ofPartitions(command, names);
            case "CreateDatabaseCommand", "AlterDatabaseSetLocationCommand" ->
                List.of(DatabaseChange.of(
                        SparkFields.get(command, "databaseName").toString(), names));
            case "CreateNamespace", "SetNamespaceLocation" -> ofNamespaces(command, names);
            default -> List.of();
        };
    }

    private static List<CatalogChange> ofTables(LogicalPlan command, ResourceNames names) {
        return fields(command)
                .flatMap(field -> field instanceof CatalogTable table
                        ? Stream.of(table.identifier())
                        : identifier(field).stream())
                .map(identifier -> (CatalogChange) TableChange.of(identifier, names))
                .toList();
    }

    private static Stream<Object> fields(LogicalPlan command) {
        return SparkFields.list(command.productIterator()).stream();
    }

    /** Returns the name of a table in Spark's own catalog that a command of the newer kind creates. */
    private static Optional<TableIdentifier> identifier(Object field) {
        if (!field.getClass().getSimpleName().equals("ResolvedIdentifier")) {
            return Optional.empty();
        }
        CatalogPlugin catalog = (CatalogPlugin) SparkFields.get(field, "catalog");
        Identifier table = (Identifier) SparkFields.get(field, "identifier");
        return ResourceNames.isOwn(catalog.name()) && table.namespace().length == 1
                ? Optional.of(new TableIdentifier(table.name(), scala.Option.apply(table.namespace()[0])))
                : Optional.empty();
    }

    private static List<CatalogChange> ofLocation(LogicalPlan command, ResourceNames names) {
        TableIdentifier table = (TableIdentifier) SparkFields.get(command, "tableName");
        return List.of(SparkFields.optional(command, "partitionSpec")
                .<CatalogChange>map(spec -> PartitionChange.of(table, spec, names))
                .orElseGet(() -> TableChange.of(table, names)));
    }

    private static List<CatalogChange> ofPartitions(LogicalPlan command, ResourceNames names) {
        TableIdentifier table = (TableIdentifier) SparkFields.get(command, "tableName");
        return SparkFields.list(command, "partitionSpecsAndLocs").stream()
                .map(pair -> (CatalogChange) PartitionChange.of(table, ((scala.Tuple2<?, ?>) pair)._1(), names))
                .toList();
    }

    private static List<CatalogChange> ofNamespaces(LogicalPlan command, ResourceNames names) {
        return fields(command)
                .filter(field -> field.getClass().getSimpleName().equals("ResolvedNamespace"))
                .filter(field -> ResourceNames.isOwn(((CatalogPlugin) SparkFields.get(field, "catalog")).name()))
                .map(field -> SparkFields.list(field, "namespace"))
                .filter(namespace -> namespace.size() == 1)
                .map(namespace ->
                        (CatalogChange) DatabaseChange.of(namespace.get(0).toString(), names))
                .toList();
    }
}
