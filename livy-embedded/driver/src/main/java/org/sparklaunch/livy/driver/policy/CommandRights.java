package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.TableIdentifier;
import org.apache.spark.sql.catalyst.catalog.CatalogStorageFormat;
import org.apache.spark.sql.catalyst.catalog.CatalogTable;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** Finds the rights that a command demands. The tables and storage that it names are found in its fields by their types. */
final class CommandRights {
    private final LogicalPlan command;
    private final String type;
    private final ResourceNames names;
    private final List<RequiredRight> needs = new ArrayList<>();

    CommandRights(LogicalPlan command, ResourceNames names) {
        this.command = command;
        this.type = command.getClass().getSimpleName();
        this.names = names;
    }

    List<RequiredRight> find() {
        if (type.equals("SetCommand")) {
            set();
        } else if (type.equals("ResetCommand")) {
            SparkFields.optional(command, "config")
                    .ifPresent(key -> needs.add(new RequiredRight.Setting(key.toString())));
        } else if (CommandTypes.TELLING.contains(type) || CommandTypes.CHANGING.contains(type)) {
            fields();
            databases();
            places();
            special();
        } else if (!CommandTypes.FREE.contains(type)) {
            needs.add(new RequiredRight.Never("the command " + Words.of(type)));
        }
        return needs;
    }

    private void set() {
        Optional<Object> pair = SparkFields.optional(command, "kv");
        if (pair.isEmpty()) {
            needs.add(new RequiredRight.Never("SET without a key"));
        } else {
            String key = ((scala.Tuple2<?, ?>) pair.get())._1().toString();
            needs.add(key.equals("-v") ? new RequiredRight.Never("SET -v") : new RequiredRight.Setting(key));
        }
    }

    // ---- all fields of a command ---------------------------------------------------------------------------------

    private void fields() {
        for (scala.collection.Iterator<?> i = command.productIterator(); i.hasNext(); ) {
            field(i.next());
        }
    }

    private void field(Object value) {
        if (value instanceof TableIdentifier identifier) {
            identifier(identifier);
        } else if (value instanceof CatalogTable table) {
            touch(names.table(table));
            if (type.startsWith("Create") || type.startsWith("OptimizedCreate")) {
                // Only then the statement decides where the table is and how it is read.
                Optional<Object> provider = SparkFields.optional(table.provider());
                storage(table.storage(), provider.map(Object::toString).orElse("hive"));
                provider(provider);
                properties(table.properties());
            } else {
                entry(table);
            }
        } else if (value instanceof CatalogStorageFormat storage) {
            storage(storage, format());
        } else if (value instanceof scala.Option<?> option && option.isDefined()) {
            field(option.get());
        } else if (value instanceof LogicalPlan plan) {
            if (!isQuery(plan)) {
                plan(plan);
            }
        } else if (value != null && value.getClass().getSimpleName().endsWith("TableSpec")) {
            tableSpec(value);
        }
    }

    private void identifier(TableIdentifier identifier) {
        switch (type) {
            case "CreateViewCommand" -> {
                if (SparkFields.get(command, "viewType").toString().startsWith("Persisted")) {
                    touch(names.qualified(identifier));
                }
            }
            case "CreateTempViewUsing" -> {
                // The name belongs to the session; the path is checked.
            }
            case "CreateTableLikeCommand" -> likeTable(identifier);
            case "AlterTableRenameCommand" -> touch(names.qualified(identifier));
            default -> {
                names.table(identifier).ifPresent(this::touch);
                if (CommandTypes.CHANGING.contains(type)) {
                    names.entry(identifier).ifPresent(this::entry);
                }
            }
        }
    }

    /** The files of a table that is changed or dropped. */
    private void entry(CatalogTable table) {
        names.behindLink(table)
                .ifPresent(path -> needs.add(new RequiredRight.Outside(Right.WRITE, path, names.table(table))));
        SparkFields.optional(table.storage().locationUri())
                .map(uri -> new org.apache.hadoop.fs.Path((java.net.URI) uri).toString())
                .ifPresent(folder -> names.linksBelow(folder)
                        .forEach(link -> needs.add(new RequiredRight.Outside(Right.WRITE, link, names.table(table)))));
    }

    private void likeTable(TableIdentifier identifier) {
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
    private void plan(LogicalPlan plan) {
        switch (plan.getClass().getSimpleName()) {
            case "ResolvedTable", "ResolvedPersistentView", "ResolvedIdentifier" -> {
                Object catalog = SparkFields.get(plan, "catalog");
                Object identifier = SparkFields.get(plan, "identifier");
                touch(ResourceNames.table(catalog, identifier));
                if (CommandTypes.CHANGING.contains(type)) {
                    names.entry(catalog, identifier).ifPresent(this::entry);
                }
            }
            case "ResolvedNamespace" ->
                touch(new Resource.Database(ResourceNames.namespace(
                        SparkFields.get(plan, "catalog"),
                        SparkFields.list(plan, "namespace").stream()
                                .map(Object::toString)
                                .toArray(String[]::new))));
            case "DataSourceV2Relation" -> target(plan);
            case "LogicalRelation" ->
                SparkFields.optional(plan, "catalogTable").ifPresent(table -> touch(names.table((CatalogTable) table)));
            default -> {
                // A query, which is checked like every plan.
            }
        }
    }

    private void target(LogicalPlan relation) {
        Optional<Object> catalog = SparkFields.optional(relation, "catalog");
        if (catalog.isPresent()) {
            touch(ResourceNames.table(
                    catalog.get(), SparkFields.optional(relation, "identifier").orElseThrow()));
        } else {
            needs.add(new RequiredRight.Never("a write to a table without a catalog"));
        }
    }

    private void tableSpec(Object spec) {
        provider(SparkFields.optional(spec, "provider"));
        SparkFields.optional(spec, "location").ifPresent(location -> place(location.toString()));
        options(
                SparkFields.get(spec, "options"),
                SparkFields.optional(spec, "provider").map(Object::toString).orElse(SourceOptions.TABLE));
        properties(SparkFields.get(spec, "properties"));
    }

    // ---- fields of some commands -------------------------------------------------------------------------------

    private void databases() {
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

    private void places() {
        String field = CommandTypes.PLACE_FIELDS.get(type);
        if (field != null) {
            SparkFields.optional(command, field).ifPresent(place -> place(place.toString()));
        }
    }

    private void special() {
        switch (type) {
            case "InsertIntoHadoopFsRelationCommand" -> {
                if (SparkFields.optional(command, "catalogTable").isEmpty()) {
                    written((org.apache.hadoop.fs.Path) SparkFields.get(command, "outputPath"));
                }
            }
            case "LoadDataCommand" ->
                place(localOr(SparkFields.get(command, "path").toString(), "isLocal"));
            case "AlterTableAddPartitionCommand" -> partitions();
            case "CreateTempViewUsing", "InsertIntoDataSourceDirCommand" -> {
                provider(Optional.of(SparkFields.get(command, "provider")));
                if (type.equals("CreateTempViewUsing")) {
                    options(SparkFields.get(command, "options"), format());
                }
            }
            case "ShowTablesCommand" -> {
                if ((Boolean) SparkFields.get(command, "isExtended")) {
                    wholeDatabase();
                }
            }
            case "AlterTableSetPropertiesCommand", "SetTableProperties", "CreateViewCommand" ->
                properties(SparkFields.get(command, "properties"));
            case "CreateTableLikeCommand" -> {
                provider(SparkFields.optional(command, "provider"));
                properties(SparkFields.get(command, "properties"));
            }
            case "DropNamespace", "DropDatabaseCommand" -> dropped();
            case "CreateNamespace", "SetNamespaceProperties" -> namespace(SparkFields.get(command, "properties"));
            case "AnalyzeTableCommand", "AnalyzePartitionCommand", "AnalyzeColumnCommand" ->
                names.table((TableIdentifier) SparkFields.get(command, "tableIdent"))
                        .ifPresent(table -> needs.add(new RequiredRight.Have(Right.READ, table)));
            default -> {
                // Its fields name everything.
            }
        }
    }

    private void written(org.apache.hadoop.fs.Path folder) {
        needs.add(new RequiredRight.Have(Right.WRITE, names.written(folder)));
        names.linksBelow(folder.toString()).forEach(link -> needs.add(new RequiredRight.Have(Right.WRITE, link)));
    }

    /** Demands all its tables: their columns and paths are shown, and one of them may be denied. */
    private void wholeDatabase() {
        String database = SparkFields.optional(command, "databaseName")
                .map(Object::toString)
                .orElseGet(names::currentDatabase);
        needs.add(new RequiredRight.Have(Right.READ, names.database(database)));
    }

    private void partitions() {
        for (Object pair : SparkFields.list(command, "partitionSpecsAndLocs")) {
            SparkFields.optional(((scala.Tuple2<?, ?>) pair)._2()).ifPresent(place -> place(place.toString()));
        }
    }

    private String localOr(String path, String localField) {
        boolean local = (Boolean) SparkFields.get(command, localField);
        return local && path.startsWith("/") ? "file:" + path : path;
    }

    // ---- paths and formats ---------------------------------------------------------------------------------------

    /** Returns the format that a command names, or Hive's. */
    private String format() {
        return SparkFields.has(command, "provider")
                ? SparkFields.optional(command, "provider")
                        .map(Object::toString)
                        .orElse("hive")
                : "hive";
    }

    /** The files of all tables of a database that is dropped with them. */
    private void dropped() {
        if ((Boolean) SparkFields.get(command, "cascade")) {
            needs.stream()
                    .filter(RequiredRight.Have.class::isInstance)
                    .map(need -> ((RequiredRight.Have) need).resource())
                    .filter(Resource.Database.class::isInstance)
                    .map(database -> ((Resource.Database) database).name())
                    .toList()
                    .forEach(name -> names.entries(name).forEach(this::entry));
        }
    }

    /** A catalog plugin takes the path of a namespace as one of its properties. */
    private void namespace(Object properties) {
        for (Object entry : SparkFields.list(properties)) {
            scala.Tuple2<?, ?> property = (scala.Tuple2<?, ?>) entry;
            if (property._1().toString().equalsIgnoreCase("location")) {
                place(property._2().toString());
            }
        }
    }

    private void storage(CatalogStorageFormat storage, String format) {
        SparkFields.optional(storage.locationUri()).ifPresent(uri -> {
            String place = ResourceNames.location((java.net.URI) uri) instanceof Resource.Location location
                    ? location.path()
                    : "";
            place(type.equals("InsertIntoHiveDirCommand") ? localOr(place, "isLocal") : place);
        });
        options(storage.properties(), format);
        Stream.of(storage.inputFormat(), storage.outputFormat(), storage.serde())
                .flatMap(name -> SparkFields.optional(name).stream())
                .map(Object::toString)
                .filter(name -> !name.matches("org\\.apache\\.hadoop\\.(hive|mapred)\\..*"))
                .forEach(name ->
                        needs.add(new RequiredRight.Never("a SERDE, INPUTFORMAT or OUTPUTFORMAT that is not Hive's")));
    }

    private void provider(Optional<Object> provider) {
        provider.flatMap(name -> ResourceNames.source(name.toString())).ifPresent(source -> {
            needs.add(new RequiredRight.Have(Right.READ, source));
            if (!type.equals("CreateTempViewUsing")) {
                needs.add(new RequiredRight.Have(Right.WRITE, source));
            }
        });
    }

    private void options(Object options, String format) {
        for (Object entry : SparkFields.list(options)) {
            scala.Tuple2<?, ?> option = (scala.Tuple2<?, ?>) entry;
            String key = option._1().toString().toLowerCase(Locale.ROOT);
            if (key.equals("path") && option._2() instanceof String path) {
                place(path);
            } else {
                needs.add(SourceOptions.demand(format, key, String.valueOf(option._2())));
            }
        }
    }

    /** Spark keeps a table's format and a view's text among its properties, and gives others to Hadoop. */
    private void properties(Object properties) {
        for (Object entry : SparkFields.list(properties)) {
            scala.Tuple2<?, ?> property = (scala.Tuple2<?, ?>) entry;
            String key = property._1().toString().toLowerCase(Locale.ROOT);
            if (key.startsWith("spark.sql.") || key.startsWith("view.")) {
                needs.add(new RequiredRight.Never("property " + key + ", which Spark maintains,"));
            } else {
                needs.add(SourceOptions.demand(SourceOptions.TABLE, key, String.valueOf(property._2())));
            }
        }
    }

    /** A user who sets the path of a table or database can read and change what is there. */
    private void place(String place) {
        if (type.equals("CreateTempViewUsing")) {
            needs.addAll(RawLocation.ofPattern(place));
        } else if (CommandTypes.CHANGING.contains(type)) {
            needs.addAll(RawLocation.ofPlace(place, Right.READ, Right.WRITE));
        } else {
            needs.addAll(RawLocation.ofPlace(place, Right.READ));
        }
    }

    private void touch(Resource resource) {
        needs.add(
                CommandTypes.CHANGING.contains(type)
                        ? new RequiredRight.Have(Right.WRITE, resource)
                        : new RequiredRight.Know(resource));
    }
}
