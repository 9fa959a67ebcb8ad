package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;
import org.sparklaunch.livy.protocol.policy.SettingReferences;

/** Finds the rights that a command demands. The tables and storage that it names are found in its fields by their types. */
final class CommandRights {
    private final LogicalPlan command;
    private final String type;
    private final ResourceNames names;
    private final List<RequiredRight> needs = new ArrayList<>();
    private final StorageRights storage;

    CommandRights(LogicalPlan command, ResourceNames names) {
        this.command = command;
        this.type = command.getClass().getSimpleName();
        this.names = names;
        this.storage = new StorageRights(command, needs);
    }

    List<RequiredRight> find() {
        if (type.equals("SetCommand")) {
            checkSetting();
        } else if (type.equals("ResetCommand")) {
            SparkFields.optional(command, "config")
                    .ifPresent(key -> needs.add(new RequiredRight.Setting(key.toString())));
        } else if (CommandTypes.TELLING.contains(type) || CommandTypes.CHANGING.contains(type)) {
            checkFields();
            checkDatabases();
            checkPlaces();
            checkSpecialFields();
        } else if (!CommandTypes.FREE.contains(type)) {
            needs.add(new RequiredRight.Never("the command " + Words.of(type)));
        }
        return needs;
    }

    private void checkSetting() {
        Optional<Object> pair = SparkFields.optional(command, "kv");
        if (pair.isEmpty()) {
            needs.add(new RequiredRight.Never("SET without a key"));
        } else {
            scala.Tuple2<?, ?> setting = (scala.Tuple2<?, ?>) pair.get();
            String key = setting._1().toString();
            needs.add(key.equals("-v") ? new RequiredRight.Never("SET -v") : new RequiredRight.Setting(key));
            SparkFields.optional(setting._2())
                    .filter(value -> SettingReferences.contains(value.toString()))
                    .ifPresent(value -> needs.add(new RequiredRight.Never("a setting whose value refers to another")));
        }
    }

    // ---- all fields of a command ---------------------------------------------------------------------------------

    private void checkFields() {
        for (scala.collection.Iterator<?> i = command.productIterator(); i.hasNext(); ) {
            checkField(i.next());
        }
    }

    private void checkField(Object value) {
        if (value instanceof TableIdentifier identifier) {
            checkIdentifier(identifier);
        } else if (value instanceof CatalogTable table) {
            touch(names.table(table));
            if (type.startsWith("Create") || type.startsWith("OptimizedCreate")) {
                // Only then the statement decides where the table is and how it is read.
                Optional<Object> provider = SparkFields.optional(table.provider());
                storage.addStorage(
                        table.storage(), provider.map(Object::toString).orElse("hive"));
                storage.addProvider(provider);
                storage.addProperties(table.properties());
            } else {
                addFiles(table);
            }
        } else if (value instanceof CatalogStorageFormat format) {
            storage.addStorage(format, storage.format());
        } else if (value instanceof scala.Option<?> option && option.isDefined()) {
            checkField(option.get());
        } else if (value instanceof LogicalPlan plan) {
            if (!isQuery(plan)) {
                checkPlan(plan);
            }
        } else if (value != null && value.getClass().getSimpleName().endsWith("TableSpec")) {
            checkTableSpec(value);
        }
    }

    private void checkIdentifier(TableIdentifier identifier) {
        switch (type) {
            case "CreateViewCommand" -> {
                if (SparkFields.get(command, "viewType").toString().startsWith("Persisted")) {
                    touch(names.qualified(identifier));
                }
            }
            case "CreateTempViewUsing" -> {
                // The name belongs to the session; the path is checked.
            }
            case "CreateTableLikeCommand" -> checkLikeTable(identifier);
            case "AlterTableRenameCommand" -> checkRenamed(identifier);
            default -> {
                names.table(identifier).ifPresent(this::touch);
                if (CommandTypes.CHANGING.contains(type)) {
                    names.entry(identifier).ifPresent(this::addFiles);
                }
            }
        }
    }

    /** The files of a table that is changed or dropped. */
    private void addFiles(CatalogTable table) {
        names.behindLink(table)
                .ifPresent(path -> needs.add(new RequiredRight.Outside(Right.WRITE, path, names.table(table))));
        SparkFields.optional(table.storage().locationUri())
                .map(uri -> new org.apache.hadoop.fs.Path((java.net.URI) uri).toString())
                .ifPresent(folder -> names.linksBelow(folder)
                        .forEach(link -> needs.add(new RequiredRight.Outside(Right.WRITE, link, names.table(table)))));
    }

    /** A new name without a database stays in that of the table, and its folder moves along. */
    private void checkRenamed(TableIdentifier identifier) {
        if (identifier.equals(SparkFields.get(command, "oldName"))) {
            touch(names.qualified(identifier));
            names.entry(identifier).ifPresent(this::addFiles);
        } else {
            String database = names.databaseOf((TableIdentifier) SparkFields.get(command, "oldName"));
            TableIdentifier renamed = identifier.database().isDefined()
                    ? identifier
                    : new TableIdentifier(identifier.table(), scala.Option.apply(database));
            touch(names.qualified(renamed));
            names.usualBehindLink(renamed)
                    .ifPresent(place ->
                            needs.add(new RequiredRight.Outside(Right.WRITE, place, names.qualified(renamed))));
        }
    }

    private void checkLikeTable(TableIdentifier identifier) {
        if (identifier.equals(SparkFields.get(command, "sourceTable"))) {
            names.table(identifier).ifPresent(source -> needs.add(new RequiredRight.Have(Right.READ, source)));
        }
        if (identifier.equals(SparkFields.get(command, "targetTable"))) {
            touch(names.qualified(identifier));
        }
    }

    /** Returns whether the command reads the plan, which is then checked like every plan. */
    private boolean isQuery(LogicalPlan plan) {
        return SparkFields.has(command, "query") && SparkFields.get(command, "query") == plan;
    }

    /** Handles what Spark has resolved for a command of its newer kind. */
    private void checkPlan(LogicalPlan plan) {
        switch (plan.getClass().getSimpleName()) {
            case "ResolvedTable", "ResolvedPersistentView", "ResolvedIdentifier" -> {
                Object catalog = SparkFields.get(plan, "catalog");
                Object identifier = SparkFields.get(plan, "identifier");
                touch(ResourceNames.table(catalog, identifier));
                if (CommandTypes.CHANGING.contains(type)) {
                    names.entry(catalog, identifier).ifPresent(this::addFiles);
                }
            }
            case "ResolvedNamespace" ->
                touch(new Resource.Database(ResourceNames.namespace(
                        SparkFields.get(plan, "catalog"),
                        SparkFields.list(plan, "namespace").stream()
                                .map(Object::toString)
                                .toArray(String[]::new))));
            case "DataSourceV2Relation" -> checkTarget(plan);
            case "LogicalRelation" ->
                SparkFields.optional(plan, "catalogTable").ifPresent(table -> touch(names.table((CatalogTable) table)));
            default -> {
                // A query, which is checked like every plan.
            }
        }
    }

    private void checkTarget(LogicalPlan relation) {
        Optional<Object> catalog = SparkFields.optional(relation, "catalog");
        if (catalog.isPresent()) {
            touch(ResourceNames.table(
                    catalog.get(), SparkFields.optional(relation, "identifier").orElseThrow()));
        } else {
            needs.add(new RequiredRight.Never("a write to a table without a catalog"));
        }
    }

    private void checkTableSpec(Object spec) {
        storage.addProvider(SparkFields.optional(spec, "provider"));
        SparkFields.optional(spec, "location").ifPresent(location -> storage.addPlace(location.toString()));
        storage.addOptions(
                SparkFields.get(spec, "options"),
                SparkFields.optional(spec, "provider").map(Object::toString).orElse(SourceOptions.TABLE));
        storage.addProperties(SparkFields.get(spec, "properties"));
    }

    // ---- fields of some commands -------------------------------------------------------------------------------

    private void checkDatabases() {
        String field = CommandTypes.DATABASE_FIELDS.get(type);
        if (field != null) {
            touch(names.database(
                    SparkFields.optional(command, field).map(Object::toString).orElseGet(names::currentDatabase)));
        } else if (type.equals("SetNamespaceCommand")) {
            touch(new Resource.Database(SparkFields.list(command, "namespace").stream()
                    .map(Object::toString)
                    .toList()));
        }
    }

    private void checkPlaces() {
        String field = CommandTypes.PLACE_FIELDS.get(type);
        if (field != null) {
            SparkFields.optional(command, field).ifPresent(place -> storage.addPlace(place.toString()));
        }
    }

    private void checkSpecialFields() {
        switch (type) {
            case "InsertIntoHadoopFsRelationCommand" -> {
                if (SparkFields.optional(command, "catalogTable").isEmpty()) {
                    addWrittenFolder((org.apache.hadoop.fs.Path) SparkFields.get(command, "outputPath"));
                }
            }
            case "LoadDataCommand" ->
                storage.addPlace(
                        storage.localPath(SparkFields.get(command, "path").toString()));
            case "AlterTableAddPartitionCommand" -> addPartitions();
            case "CreateTempViewUsing", "InsertIntoDataSourceDirCommand" -> {
                storage.addProvider(Optional.of(SparkFields.get(command, "provider")));
                if (type.equals("CreateTempViewUsing")) {
                    storage.addOptions(SparkFields.get(command, "options"), storage.format());
                }
            }
            case "ShowTablesCommand" -> {
                if ((Boolean) SparkFields.get(command, "isExtended")) {
                    addWholeDatabase();
                }
            }
            case "AlterTableSetPropertiesCommand", "SetTableProperties", "CreateViewCommand" ->
                storage.addProperties(SparkFields.get(command, "properties"));
            case "AlterTableUnsetPropertiesCommand" -> storage.addPropertyNames(SparkFields.list(command, "propKeys"));
            case "UnsetTableProperties" -> storage.addPropertyNames(SparkFields.list(command, "propertyKeys"));
            case "CreateTableLikeCommand" -> {
                storage.addProvider(likeProvider());
                storage.addProperties(SparkFields.get(command, "properties"));
            }
            case "RenameTable" -> addNewName();
            case "ShowTablesExtended" -> addWholeNamespaces();
            case "DropNamespace", "DropDatabaseCommand" -> addDroppedFiles();
            case "CreateNamespace", "SetNamespaceProperties" ->
                storage.addNamespace(SparkFields.get(command, "properties"));
            case "AnalyzeTableCommand", "AnalyzePartitionCommand", "AnalyzeColumnCommand" ->
                names.table((TableIdentifier) SparkFields.get(command, "tableIdent"))
                        .ifPresent(table -> needs.add(new RequiredRight.Have(Right.READ, table)));
            default -> {
                // Its fields name everything.
            }
        }
    }

    private void addWrittenFolder(org.apache.hadoop.fs.Path folder) {
        needs.add(new RequiredRight.Have(Right.WRITE, names.written(folder)));
        names.linksBelow(folder.toString()).forEach(link -> needs.add(new RequiredRight.Have(Right.WRITE, link)));
    }

    /** Demands all its tables: their columns and paths are shown, and one of them may be denied. */
    private void addWholeDatabase() {
        String database = SparkFields.optional(command, "databaseName")
                .map(Object::toString)
                .orElseGet(names::currentDatabase);
        needs.add(new RequiredRight.Have(Right.READ, names.database(database)));
    }

    /** The same for a catalog of a plugin. */
    private void addWholeNamespaces() {
        needs.stream()
                .filter(RequiredRight.Know.class::isInstance)
                .map(need -> ((RequiredRight.Know) need).resource())
                .filter(Resource.Database.class::isInstance)
                .toList()
                .forEach(namespace -> needs.add(new RequiredRight.Have(Right.READ, namespace)));
    }

    /** Returns the format of the new table: without one in the statement, that of the source, with its address and password. */
    private Optional<Object> likeProvider() {
        return SparkFields.optional(command, "provider")
                .or(() -> names.entry((TableIdentifier) SparkFields.get(command, "sourceTable"))
                        .flatMap(source -> SparkFields.optional(source.provider())));
    }

    /** A catalog of a plugin gets the new name as a list, which is not a child of the command. */
    private void addNewName() {
        Object table = SparkFields.get(command, "child");
        List<String> written = SparkFields.list(command, "newName").stream()
                .map(Object::toString)
                .toList();
        Resource renamed =
                ResourceNames.renamed(SparkFields.get(table, "catalog"), SparkFields.get(table, "identifier"), written);
        needs.add(new RequiredRight.Have(Right.WRITE, renamed));
    }

    private void addPartitions() {
        for (Object pair : SparkFields.list(command, "partitionSpecsAndLocs")) {
            SparkFields.optional(((scala.Tuple2<?, ?>) pair)._2())
                    .ifPresent(place -> storage.addPlace(place.toString()));
        }
    }

    /** The files of all tables of a database that is dropped with them. */
    private void addDroppedFiles() {
        if ((Boolean) SparkFields.get(command, "cascade")) {
            needs.stream()
                    .filter(RequiredRight.Have.class::isInstance)
                    .map(need -> ((RequiredRight.Have) need).resource())
                    .filter(Resource.Database.class::isInstance)
                    .map(database -> ((Resource.Database) database).name())
                    .toList()
                    .forEach(name -> names.entries(name).forEach(this::addFiles));
        }
    }

    private void touch(Resource resource) {
        needs.add(
                CommandTypes.CHANGING.contains(type)
                        ? new RequiredRight.Have(Right.WRITE, resource)
                        : new RequiredRight.Know(resource));
    }
}
