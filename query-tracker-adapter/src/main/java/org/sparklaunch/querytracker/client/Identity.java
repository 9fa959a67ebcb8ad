package org.sparklaunch.querytracker.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/**
 * The user of a command, as it is sent to the tracker. {@code toString} shows no secret.
 *
 * @param header name of the HTTP header
 * @param value value of the HTTP header
 */
public record Identity(String header, String value) {

    /** Names a user for a tracker without authentication. */
    public static Identity named(String user) {
        return new Identity("X-User", user);
    }

    /** Reads credentials from the first line of a file. */
    public static Identity read(Path file) {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            String proof = line.contains(":")
                    ? "Basic " + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8))
                    : "Bearer " + line;
            return new Identity("Authorization", proof);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "cannot read the credentials from " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        return header + ": (hidden)";
    }
}
