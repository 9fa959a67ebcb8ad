package org.sparklaunch.querytracker.cli;

import java.util.List;
import java.util.Map;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code query-tracker}: the server, and a client for it. */
@Command(
        name = "query-tracker",
        description = "Runs SQL queries of many users, each in sessions of their own.",
        footer = {
            "%nExamples:",
            "  query-tracker sql \"SELECT 1\"",
            "  query-tracker COMMAND --help",
            "%nExit codes: 0 done, 1 failed, 2 wrong usage, 3 not found or not ready in time."
        },
        subcommands = {
            SqlCommand.class,
            StartQueryCommand.class,
            GetQueryCommand.class,
            ListQueriesCommand.class,
            WaitCommand.class,
            AbortQueryCommand.class,
            ReadQueryResultCommand.class,
            TablesCommand.class,
            DescribeCommand.class,
            ListSessionsCommand.class,
            EndSessionCommand.class,
            ServeCommand.class
        })
public final class QueryTrackerMain implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Created by {@link #main} and by tests. */
    QueryTrackerMain() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] args) {
        if (List.of(args).contains("serve")) {
            System.setProperty("logback.configurationFile", "org/sparklaunch/querytracker/serve-logback.xml");
        }
        CommandRunner runner = CommandRunner.forProcess(new QueryTrackerMain());
        System.exit(applyProfile(runner, System.getenv()) ? runner.run(args) : ExitCode.USAGE.code());
    }

    /** Applies the user's defaults; prints an error and returns false when they are wrong. */
    static boolean applyProfile(CommandRunner runner, Map<String, String> environment) {
        CommandLine commandLine = runner.commandLine();
        try {
            commandLine.setDefaultValueProvider(
                    UserDefaults.of(environment).after(commandLine.getDefaultValueProvider()));
            return true;
        } catch (CommandException e) {
            commandLine.getErr().println(commandLine.getCommandName() + ": " + e.getMessage());
            return false;
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "missing command, such as sql or serve");
    }
}
