package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    private static final String BYTE_ORDER_MARK = "\ufeff";

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
            return decode("the file " + file, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read the SQL from " + file + ": " + e, e);
        }
    }

    private static String read(InputStream in) {
        try {
            return decode("standard input", in.readAllBytes());
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read the SQL from standard input: " + e, e);
        }
    }

    /** Bytes of another character set must not become other letters. Editors of Windows begin files with a mark. */
    private static String decode(String where, byte[] bytes) {
        try {
            String sql = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return sql.startsWith(BYTE_ORDER_MARK) ? sql.substring(1) : sql;
        } catch (CharacterCodingException e) {
            throw new CommandException(
                    ExitCode.USAGE, where + " is not UTF-8; convert it, for example with iconv -t UTF-8", e);
        }
    }
}
