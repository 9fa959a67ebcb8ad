package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.output.Terminal;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Options for the source of the SQL: the command line, a file, or standard input. */
final class SqlSource {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "SQL",
            arity = "0..1",
            description = "SQL statements separated by ';'. With - or nothing they are read from standard input.")
    private @Nullable String sql;

    @Option(names = "--file", paramLabel = "FILE", description = "Read the SQL from a file.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    String read() {
        if (sql != null && file != null) {
            throw new ParameterException(spec.commandLine(), "both SQL and --file were given; remove one of them");
        }
        if (file != null) {
            return read(file);
        }
        boolean nothing = sql == null && Terminal.input().isInteractive();
        if (nothing) {
            throw new ParameterException(
                    spec.commandLine(),
                    "missing SQL; give it as an argument, with --file, or with - on standard input");
        }
        return sql == null || sql.equals(STANDARD_INPUT) ? read(System.in) : sql;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read the SQL from " + file + ": " + e, e);
        }
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read the SQL from standard input: " + e, e);
        }
    }
}
