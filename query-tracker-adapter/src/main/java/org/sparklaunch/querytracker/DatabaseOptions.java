package org.sparklaunch.querytracker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.store.DatabaseConfig;
import picocli.CommandLine.Option;

/** The database that several trackers share. */
final class DatabaseOptions {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "PostgreSQL database that several trackers share, as jdbc:postgresql://HOST:PORT/DATABASE;"
                    + " default: one of this tracker alone, in the state folder.")
    private @Nullable String url;

    @Option(names = "--database-user", paramLabel = "USER", description = "Who this tracker is to that database.")
    private @Nullable String user;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "Holds that user's password, on its first line.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tracker-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description =
                    "A tracker that the others heard nothing of for so long counts as dead, and they take over what it"
                            + " had (${DEFAULT-VALUE}).")
    private Duration silence = Duration.ZERO;

    /** What was asked for; null for a database of this tracker alone. */
    DatabaseConfig.@Nullable Server config() {
        if (url == null) {
            return null;
        }
        if (silence.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException(
                    "--tracker-timeout must be at least 3s: a tracker says once a second that it"
                            + " lives, and one that is declared dead has to stop");
        }
        return new DatabaseConfig.Server(url, user, password(), silence);
    }

    private @Nullable String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new CommandException(
                    ExitCode.FAILED, "Cannot read the database's password from " + passwordFile + ": " + e, e);
        }
    }
}
