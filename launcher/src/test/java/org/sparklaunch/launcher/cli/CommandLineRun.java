package org.sparklaunch.launcher.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.launcher.cluster.Installation;

/** One run of {@code spark-launch} in this process, with its exit code and output. */
record CommandLineRun(int exit, String out, String err) {
    static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    static CommandLineRun of(String... args) {
        return with(JAVA, Map.of(), args);
    }

    /** Returns the command without an environment, with output that is dropped. */
    static CommandRunner runner() {
        PrintWriter none = new PrintWriter(Writer.nullWriter());
        LaunchCommand command = new LaunchCommand(new Installation(Optional.empty(), "", JAVA), Path.of("/no/cache"));
        return CommandRunner.of(command, Map.of(), none, none);
    }

    /** Runs with another program in place of Java, and variables of the environment. */
    static CommandLineRun with(Path java, Map<String, String> environment, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Installation installation = new Installation(Optional.empty(), "", java);
        LaunchCommand command = new LaunchCommand(installation, Path.of("/no/cache"));
        CommandRunner runner =
                CommandRunner.of(command, environment, new PrintWriter(out, true), new PrintWriter(err, true));
        Invocation invocation = Invocation.of(runner.commandLine(), runner::isInEnvironment, args);
        int exit = runner.run(command.accept(invocation));
        return new CommandLineRun(exit, out.toString(), err.toString());
    }

    /** Checks options only, as scripts/spark-launch does before it installs a Spark. */
    static CommandLineRun check(String... args) {
        List<String> all = new ArrayList<>(List.of("--check-options"));
        all.addAll(List.of(args));
        return of(all.toArray(String[]::new));
    }
}
