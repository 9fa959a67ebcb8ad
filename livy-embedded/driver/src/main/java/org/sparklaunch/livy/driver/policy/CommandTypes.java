package org.sparklaunch.livy.driver.policy;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists the commands of Spark by what they do. A command in no list is denied. */
final class CommandTypes {
    /** Commands with a query that they analyze when they run. */
    static final Set<String> LOOKS_INTO = Set.of("ExplainCommand", "DescribeQueryCommand");

    /** They change only the session, or show nothing that a right is needed for. */
    static final Set<String> FREE = words("""
        CacheTable CacheTableAsSelect UncacheTable ClearCacheCommand CreateVariable SetVariable DropVariable
        DropTempViewCommand SetCatalogCommand ShowCatalogsCommand ShowCollationsCommand ShowCurrentNamespaceCommand
        ShowNamespaces ShowNamespacesCommand ShowFunctionsCommand DescribeFunctionCommand CommandResult NoopCommand
        ExplainCommand DescribeQueryCommand DeclareCursor OpenCursor FetchCursor CloseCursor
        """);

    /** They show what they name. */
    static final Set<String> TELLING = words("""
        DescribeTableCommand DescribeColumnCommand DescribeRelationJsonCommand DescribeRelation DescribeColumn
        DescribeTablePartition DescribeNamespace DescribeDatabaseCommand ShowColumnsCommand ShowColumns
        ShowCreateTableCommand ShowCreateTableAsSerdeCommand ShowCreateTable ShowPartitionsCommand ShowPartitions
        ShowTablePropertiesCommand ShowTableProperties ShowTablesCommand ShowTables ShowTablesExtended
        ShowTablePartition ShowViewsCommand ShowViews RefreshTableCommand RefreshTable RefreshResource
        SetNamespaceCommand SetCatalogAndNamespace
        """);

    /** They change what they name. */
    static final Set<String> CHANGING = words("""
        InsertIntoHadoopFsRelationCommand InsertIntoDataSourceCommand InsertIntoHiveTable InsertIntoDataSourceDirCommand
        InsertIntoHiveDirCommand AppendData OverwriteByExpression OverwritePartitionsDynamic ReplaceData WriteDelta
        DeleteFromTable UpdateTable MergeIntoTable InsertIntoStatement
        CreateDataSourceTableCommand CreateDataSourceTableAsSelectCommand CreateTableCommand
        CreateHiveTableAsSelectCommand CreateTableLikeCommand CreateTable CreateTableAsSelect ReplaceTable
        ReplaceTableAsSelect DropTableCommand DropTable TruncateTableCommand TruncateTable TruncatePartition
        LoadDataCommand RepairTableCommand AlterTableRenameCommand RenameTable AlterTableAddColumnsCommand AddColumns
        AlterTableChangeColumnCommand AlterColumns DropColumns RenameColumn ReplaceColumns AlterTableAddPartitionCommand
        AddPartitions AlterTableDropPartitionCommand DropPartitions AlterTableRenamePartitionCommand RenamePartitions
        AlterTableSetLocationCommand SetTableLocation AlterTableSetPropertiesCommand SetTableProperties
        AlterTableUnsetPropertiesCommand UnsetTableProperties CommentOnTable CommentOnNamespace
        AnalyzeTableCommand AnalyzePartitionCommand AnalyzeColumnCommand AnalyzeTablesCommand
        CreateViewCommand AlterViewAsCommand AlterViewSchemaBindingCommand DropView CreateTempViewUsing
        CreateDatabaseCommand CreateNamespace DropDatabaseCommand DropNamespace AlterDatabasePropertiesCommand
        AlterDatabaseSetLocationCommand SetNamespaceProperties SetNamespaceLocation UnsetNamespacePropertiesCommand
        """);

    /** Fields with the name of a database. */
    static final Map<String, String> DATABASE_FIELDS = Map.of(
            "CreateDatabaseCommand", "databaseName",
            "DropDatabaseCommand", "databaseName",
            "AlterDatabasePropertiesCommand", "databaseName",
            "AlterDatabaseSetLocationCommand", "databaseName",
            "DescribeDatabaseCommand", "databaseName",
            "AnalyzeTablesCommand", "databaseName",
            "ShowTablesCommand", "databaseName",
            "ShowViewsCommand", "databaseName");

    /** Fields with a path as the statement writes it. */
    static final Map<String, String> PLACE_FIELDS = Map.of(
            "CreateDatabaseCommand", "path",
            "AlterDatabaseSetLocationCommand", "location",
            "AlterTableSetLocationCommand", "location",
            "SetTableLocation", "location",
            "SetNamespaceLocation", "location",
            "RefreshResource", "path");

    private CommandTypes() {}

    private static Set<String> words(String text) {
        return Stream.of(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
