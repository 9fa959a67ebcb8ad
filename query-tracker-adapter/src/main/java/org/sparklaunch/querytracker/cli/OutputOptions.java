package org.sparklaunch.querytracker.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.commands.PlainReason;
import org.sparklaunch.querytracker.client.ResultFile;
import org.sparklaunch.querytracker.client.TrackerClient;
import org.sparklaunch.querytracker.output.ResultOutput;
import org.sparklaunch.querytracker.output.RowFormat;
import org.sparklaunch.querytracker.output.RowPrinter.Layout;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option that writes whole results into files. */
final class OutputOptions {
    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Write all rows into a file instead of printing them: FILE.csv, .json, .arrow or .parquet. With several"
                            + " results one file each: FILE-1.csv, FILE-2.csv.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    boolean isGiven() {
        return file != null;
    }

    /** Returns the format of the file that was given. */
    String extension() {
        return extension(Objects.requireNonNull(file));
    }

    /**
     * Adds the settings by which a query keeps all its rows.
     *
     * @throws ParameterException when the file cannot be written, or another option contradicts it; no query has run by then
     */
    void addSettings(ObjectNode settings) {
        if (file == null) {
            return;
        }
        boolean parquet = extension(file).equals("parquet");
        check(file, parquet);
        if (parquet && settings.has("rows")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--output " + file + " has all rows; leave out --rows, or use LIMIT in the SQL");
        }
        if (parquet) {
            settings.put("full_result", true);
        } else if (!settings.has("rows") && !settings.has("row_limit")) {
            settings.put("rows", "all");
        }
    }

    private void check(Path target, boolean mayBeFolder) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new ParameterException(
                    spec.commandLine(), "--output " + target + ": its folder does not exist or cannot be written");
        }
        if (Files.isDirectory(target) && !mayBeFolder) {
            throw new ParameterException(spec.commandLine(), "--output " + target + " is a folder; name a file");
        }
    }

    /**
     * Returns the extension of a file.
     *
     * @throws ParameterException when there is no such format
     */
    private String extension(Path path) {
        String name = path.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!List.of("csv", "json", "arrow", "parquet").contains(extension)) {
            throw new ParameterException(
                    spec.commandLine(), "--output " + path + " does not end with .csv, .json, .arrow or .parquet");
        }
        return extension;
    }

    /** Writes the results that have columns. Statements such as SET have none. */
    void save(TrackerClient client, String queryId, int results, PrintWriter err) {
        List<Integer> tables = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            Map<String, String> result = Map.of("query_id", queryId, "result_index", Integer.toString(i));
            if (!client.get("get_query_result", result).path("schema").isEmpty()) {
                tables.add(i);
            }
        }
        if (tables.isEmpty()) {
            err.println("query " + queryId + " has no rows to write");
        }
        for (int index : tables) {
            Path target = tables.size() == 1 ? Objects.requireNonNull(file) : numbered(index + 1);
            save(new ResultOutput(client, queryId, err), index, target);
            err.println("result " + index + " is in " + target);
        }
    }

    private Path numbered(int number) {
        String name = String.valueOf(file);
        int dot = name.lastIndexOf('.');
        return Path.of(name.substring(0, dot) + "-" + number + name.substring(dot));
    }

    private void save(ResultOutput results, int index, Path target) {
        switch (extension(target)) {
            case "arrow" -> ResultFile.downloadArrow(results.client(), results.queryId(), index, target);
            case "parquet" -> ResultFile.downloadParquet(results.client(), results.queryId(), index, target);
            case "csv" -> print(results, index, RowFormat.CSV, target);
            default -> print(results, index, RowFormat.JSON, target);
        }
    }

    private static void print(ResultOutput results, int index, RowFormat format, Path target) {
        boolean complete = false;
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(target, StandardCharsets.UTF_8))) {
            results.print(index, format, out, Layout.FILE);
            complete = true;
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot write " + target + ": " + e, e);
        } finally {
            if (!complete) {
                remove(target);
            }
        }
    }

    private static void remove(Path incomplete) {
        try {
            Files.deleteIfExists(incomplete);
        } catch (IOException e) {
            System.err.println("cannot remove the incomplete file " + incomplete + ": " + PlainReason.of(e));
        }
    }
}
