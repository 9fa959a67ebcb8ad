package org.sparklaunch.livy.server.driver.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Copies one stream of one driver piece by piece into a local file. It skips old output of a driver that prints fast,
 * and starts the file again before it grows large, since readers need the last lines only. Used by one thread at a time.
 */
final class OutputCopy {
    private static final int LOOK_BACK_BYTES = 512 * 1024;
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private final String stream;
    private final Path file;
    private long position;

    /** Copies into a file that exists. */
    OutputCopy(String stream, Path file) {
        this.stream = stream;
        this.file = file;
    }

    /** Copies the output since the last call. */
    void update(WorkerOutput output, String worker, String submission) throws IOException {
        WorkerOutput.Piece piece = output.read(worker, submission, stream, position);
        if (piece.total() - position > LOOK_BACK_BYTES) {
            piece = output.read(worker, submission, stream, piece.total() - LOOK_BACK_BYTES);
        }
        while (piece.end() > position) {
            append(piece.text());
            position = piece.end();
            piece = output.read(worker, submission, stream, position);
        }
    }

    private void append(String text) throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    }
}
