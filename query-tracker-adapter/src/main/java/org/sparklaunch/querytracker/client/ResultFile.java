package org.sparklaunch.querytracker.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Downloads results into files in formats that the tracker or the driver writes. */
public final class ResultFile {
    private ResultFile() {}

    /** Downloads a result as an Arrow stream. */
    public static void downloadArrow(TrackerClient client, String id, int index, Path file) {
        download(
                client,
                Map.of("query_id", id, "result_index", Integer.toString(index), "output_format", "arrow"),
                file);
    }

    /** Downloads a full result in Parquet: into the file, or into a folder of this name when it has several files or exists. */
    public static void downloadParquet(TrackerClient client, String id, int index, Path file) {
        JsonNode full = client.get("get_query_result", Map.of("query_id", id, "result_index", Integer.toString(index)))
                .path("full_result");
        if (full.path("files").asInt() == 1 && !Files.isDirectory(file)) {
            download(
                    client,
                    Map.of("query_id", id, "result_index", Integer.toString(index), "full_result_file", "0"),
                    file);
            return;
        }
        try {
            if (Files.isRegularFile(file)) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot replace " + file + ": " + e, e);
        }
        FullResultDownload.of(client, id, index, file);
    }

    private static void download(TrackerClient client, Map<String, String> parameters, Path file) {
        try {
            client.download(parameters, file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot write " + file + ": " + e, e);
        }
    }
}
