package org.sparklaunch.querytracker.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.AuthenticationFile;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.metrics.ServerMetrics;
import org.sparklaunch.querytracker.result.ResultFolder;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** A tracker on a fake Livy server, and its HTTP interface without authentication. */
abstract class HttpFixture {
    static final String ALICE = "alice:$2b$04$abcdefghijklmnopqrstuuetGRvO6QNMBbbIoo5tpQkbPXg26U9Qu";

    final FakeLivy livy = FakeLivy.extended();

    @TempDir
    Path folder;

    Tracker tracker;
    TrackerHttp http;
    AuditLog audit;
    final ServerMetrics metrics = TrackerHttp.metrics();

    @BeforeEach
    final void start() throws InterruptedException, IOException {
        audit = AuditLog.open(folder, "tracker", InstantSource.system(), metrics::count);
        tracker = new Tracker(folder, Livy.directory(livy));
        http = TrackerHttp.start(
                new ListenAddress("127.0.0.1", 0),
                tracker.service(),
                new UserResolver("nobody", null, LocalCallers.everyone()),
                new ResultFolder(folder.resolve("results")),
                new TrackerHttp.Monitoring(audit, metrics));
    }

    @AfterEach
    final void close() throws IOException {
        http.close();
        tracker.close();
        livy.close();
        audit.close();
    }

    /** Starts another HTTP interface, for Alice with her password only. */
    final TrackerHttp withPasswords() throws IOException {
        Path passwords = Files.writeString(folder.resolve("passwords"), ALICE + "\n");
        Path file = Files.writeString(folder.resolve("authentication"), "password.file=" + passwords + "\n");
        return TrackerHttp.start(
                new ListenAddress("127.0.0.1", 0),
                tracker.service(),
                new UserResolver(
                        "nobody", AuthenticationFile.read(file, InstantSource.system()), LocalCallers.everyone()),
                new ResultFolder(folder.resolve("results")),
                new TrackerHttp.Monitoring(audit, metrics));
    }
}
