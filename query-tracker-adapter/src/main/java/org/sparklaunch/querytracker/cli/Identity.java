package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/**
 * Who the tracker takes this command for. Its text form shows no secret.
 *
 * @param header that says or proves it
 */
record Identity(String header, String value) {

    /** Somebody who need not prove it. */
    static Identity named(String user) {
        return new Identity("X-User", user);
    }

    /** Somebody who proves it with the first line of a file. */
    static Identity read(Path file) {
        try {
            String line = Files.readString(file).lines().findFirst().orElse("").strip();
            String proof = line.contains(":")
                    ? "Basic " + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8))
                    : "Bearer " + line;
            return new Identity("Authorization", proof);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "Cannot read the credentials from " + file + ": " + e, e);
        }
    }

    @Override
    public String toString() {
        return header + ": (hidden)";
    }
}
