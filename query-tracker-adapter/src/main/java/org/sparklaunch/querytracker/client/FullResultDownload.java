package org.sparklaunch.querytracker.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Downloads the Parquet files of a full result into a folder. The order of their names is that of the rows. */
public final class FullResultDownload {
    private static final String PART = "part-%05d.parquet";

    private FullResultDownload() {}

    /** Downloads the files and returns a summary for the user. */
    public static String of(TrackerClient client, String id, int index, Path folder) {
        Map<String, String> result = Map.of("query_id", id, "result_index", Integer.toString(index));
        JsonNode full = client.get("get_query_result", result).path("full_result");
        int files = full.path("files").asInt();
        if (full.isMissingNode()) {
            throw new CommandException(
                    ExitCode.NOT_FOUND,
                    "query " + id + " has no full result; start it with --settings '{\"full_result\":true}'");
        }
        try {
            Files.createDirectories(folder);
            for (int i = 0; i < files; i++) {
                Map<String, String> file = Map.of(
                        "query_id",
                        id,
                        "result_index",
                        Integer.toString(index),
                        "full_result_file",
                        Integer.toString(i));
                client.download(file, folder.resolve(PART.formatted(i)));
            }
            removeParts(folder, files);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot write into " + folder + ": " + e, e);
        }
        return full.path("row_count").asLong() + " rows in " + files + " Parquet files in " + folder;
    }

    /** Readers take all files of a folder. Those of an earlier, longer result would add their rows. */
    private static void removeParts(Path folder, int first) throws IOException {
        for (int i = first; Files.deleteIfExists(folder.resolve(PART.formatted(i))); i++) {
            // Parts have no gaps.
        }
    }
}
