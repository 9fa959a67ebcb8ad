package org.sparklaunch.querytracker.http;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.querytracker.result.ResultFolder;
import org.sparklaunch.querytracker.testing.FakeLivy;
import org.sparklaunch.querytracker.testing.Livy;
import org.sparklaunch.querytracker.testing.Tracker;

/** A tracker on a fake Livy server, and its HTTP interface without authentication. */
abstract class HttpFixture {
    final FakeLivy livy = FakeLivy.extended();

    @TempDir
    Path folder;

    Tracker tracker;
    TrackerHttp http;

    @BeforeEach
    final void start() throws InterruptedException {
        tracker = new Tracker(folder, Livy.directory(livy));
        http = TrackerHttp.start(
                new ListenAddress("127.0.0.1", 0),
                tracker.service(),
                new UserResolver("nobody", null),
                new ResultFolder(folder.resolve("results")));
    }

    @AfterEach
    final void close() {
        http.close();
        tracker.close();
        livy.close();
    }
}
