package org.sparklaunch.querytracker;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.sparklaunch.authentication.accounts.Admission;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.querytracker.http.ListenAddress;
import org.sparklaunch.querytracker.livy.LivyEndpoint;
import org.sparklaunch.querytracker.settings.QueryLimits;
import org.sparklaunch.querytracker.store.DatabaseConfig.Server;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Postgres;
import org.sparklaunch.querytracker.token.TokenLifetime;

/** A whole tracker in a JVM that a test can kill: arguments are the Livy server, the database and a folder. */
final class TrackerProcess {
    private TrackerProcess() {}

    public static void main(String[] args) throws InterruptedException {
        LivyEndpoint livy = Livy.server(URI.create(args[0]));
        TrackerConfig config = new TrackerConfig(
                new ListenAddress("127.0.0.1", 0),
                Admission.OWN_ACCOUNT,
                null,
                null,
                Path.of(args[2]),
                Path.of(args[2], "results"),
                new Server(args[1], Postgres.USER, Postgres.PASSWORD, Duration.ofSeconds(3)),
                Livy.CREDENTIALS,
                new TokenLifetime(Duration.ofMinutes(20), Duration.ofMinutes(10)),
                Duration.ofMinutes(10),
                new QueryLimits(DiscoveryPath.DEFAULT, 50, 4, Duration.ofSeconds(2), Duration.ofDays(7)),
                "nobody");
        QueryTracker tracker = QueryTracker.start(config, path -> livy, InstantSource.system(), () -> System.exit(1));
        System.out.println("port " + tracker.port());
    }
}
