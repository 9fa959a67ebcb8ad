package org.sparklaunch.querytracker.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.querytracker.store.DatabaseConfig;
import picocli.CommandLine.Option;

/** Options of the database that several trackers share. */
final class DatabaseOptions {
    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "PostgreSQL database that several trackers share, as jdbc:postgresql://HOST:PORT/DATABASE;"
                    + " default: a database of this tracker alone, in the state folder.")
    private @Nullable String url;

    @Option(names = "--database-user", paramLabel = "USER", description = "User of the database.")
    private @Nullable String user;

    @Option(
            names = "--database-password-file",
            paramLabel = "FILE",
            description = "File whose first line is the password of the database user.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--tracker-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "Time without a heartbeat after which a tracker is considered lost and the others take over its"
                            + " queries (${DEFAULT-VALUE}).")
    private Duration silence = Duration.ZERO;

    /** Returns the shared database; null for a database of this tracker alone. */
    DatabaseConfig.@Nullable Server config() {
        if (url == null) {
            return null;
        }
        if (silence.compareTo(Duration.ofSeconds(3)) < 0) {
            throw new IllegalArgumentException(
                    "--tracker-timeout must be at least 3s: a tracker sends a heartbeat once a second"
                            + ", and a tracker that is declared dead has to stop");
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
                    ExitCode.FAILED, "cannot read the password of the database from " + passwordFile + ": " + e, e);
        }
    }
}
