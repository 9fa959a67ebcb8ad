package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code query-tracker tables}. */
@Command(
        name = "tables",
        description = "Prints the tables and views of a database.",
        footer = {"%nExamples:", "  query-tracker tables", "  query-tracker tables sales --format csv"})
final class TablesCommand implements Callable<Integer> {
    @Mixin
    private CatalogStatement statement = new CatalogStatement();

    @Parameters(
            paramLabel = "DATABASE",
            arity = "0..1",
            description = "Database, such as sales; default: that of a new session, default.")
    private @Nullable String database;

    @Override
    public Integer call() {
        return statement.run(database == null ? "SHOW TABLES" : "SHOW TABLES IN " + statement.quoted(database));
    }
}
