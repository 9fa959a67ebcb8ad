package org.sparklaunch.querytracker.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.QueryTracker;
import org.sparklaunch.querytracker.TrackerConfig;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.token.TokenLifetime;

/** A tracker on a fake Livy server, and the commands of its client. */
abstract class CommandFixture {
    final FakeLivy livy = FakeLivy.extended();
    final StringWriter out = new StringWriter();
    final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    QueryTracker tracker;

    @BeforeEach
    final void start() throws InterruptedException {
        tracker = QueryTracker.start(config(), Livy.directory(livy), InstantSource.system(), () -> {});
    }

    final TrackerConfig config() {
        return config("query-tracker", 0);
    }

    final TrackerConfig config(String subfolder, int port) {
        return new TrackerConfig(
                new ListenAddress("127.0.0.1", port),
                Admission.OWN_ACCOUNT,
                null,
                null,
                folder.resolve(subfolder),
                folder.resolve("results"),
                null,
                Livy.CREDENTIALS,
                new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)),
                Duration.ofMillis(400),
                new QueryLimits(DiscoveryPath.DEFAULT, 50, 4, Duration.ofSeconds(2), Duration.ofHours(1)),
                "nobody");
    }

    @AfterEach
    final void close() {
        tracker.close();
        livy.close();
    }

    final CommandRunner runner() {
        return CommandRunner.of(
                new QueryTrackerMain(), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true));
    }

    final int run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "--tracker", "http://127.0.0.1:" + tracker.port()));
        all.addAll(List.of(arguments));
        return CommandRunner.of(
                        new QueryTrackerMain(), Map.of(), new PrintWriter(out, true), new PrintWriter(err, true))
                .run(all.toArray(String[]::new));
    }
}
