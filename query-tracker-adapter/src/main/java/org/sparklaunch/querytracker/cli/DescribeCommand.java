package org.sparklaunch.querytracker.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code query-tracker describe}. */
@Command(
        name = "describe",
        description = "Prints the columns of a table or view with their types.",
        footer = {"%nExamples:", "  query-tracker describe sales.orders", "  query-tracker describe --extended orders"})
final class DescribeCommand implements Callable<Integer> {
    @Mixin
    private CatalogStatement statement = new CatalogStatement();

    @Option(names = "--extended", description = "Print the owner, the format, the place and the statistics too.")
    private boolean extended;

    @Parameters(paramLabel = "TABLE", description = "Table or view, such as orders or sales.orders.")
    private String table = "";

    @Override
    public Integer call() {
        return statement.run("DESCRIBE TABLE " + (extended ? "EXTENDED " : "") + statement.quoted(table));
    }
}
