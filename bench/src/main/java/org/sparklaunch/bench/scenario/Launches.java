package org.sparklaunch.bench.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.bench.target.LaunchedCluster;

/** Launches clusters of the archive, each with a new state folder. */
final class Launches {
    /** Most sessions at a time in every launch. */
    static final int MAX_SESSIONS = 5;

    /** The bare driver, five sessions and the tracker's need a core each, or they wait for one another. */
    private static final List<String> OPTIONS = List.of(
            "--worker-cores",
            "8",
            "--worker-memory",
            "8G",
            "--enable-livy",
            "--livy-max-sessions",
            String.valueOf(MAX_SESSIONS),
            "--livy-driver-cores",
            "1",
            "--livy-driver-memory",
            "1G");

    private final Path archive;
    private final Path sparkHome;
    private final Path folder;
    private final List<String> more;

    Launches(Path archive, Path sparkHome, Path folder, List<String> more) {
        this.archive = archive;
        this.sparkHome = sparkHome;
        this.folder = folder;
        this.more = List.copyOf(more);
    }

    /** Every session starts cold. */
    LaunchedCluster withoutTracker() {
        return launch(OPTIONS, "0");
    }

    LaunchedCluster withWarmSession() {
        return launch(OPTIONS, "1");
    }

    LaunchedCluster withTracker() {
        List<String> options = new ArrayList<>(OPTIONS);
        options.add("--enable-query-tracker");
        return launch(options, "0");
    }

    private LaunchedCluster launch(List<String> options, String warmSessions) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--livy-warm-sessions", warmSessions));
        all.addAll(more);
        try {
            return LaunchedCluster.launch(archive, sparkHome, Files.createTempDirectory(folder, "launch"), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
