package org.sparklaunch.livy.server.session;

import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.livy.server.driver.DriverFolder;

/** The log of a session as Livy shows it: both streams behind headers that clients split on. */
public final class SessionLog {
    private final LogWindow stdout;
    private final LogWindow stderr;

    /** Reads what the driver of this folder prints. */
    public SessionLog(DriverFolder folder) {
        this.stdout = new LogWindow(folder.stdout());
        this.stderr = new LogWindow(folder.stderr());
    }

    /** Says something in the server's own name, at the end of the error stream. */
    public void note(String line) {
        stderr.lines();
        stderr.add(line);
    }

    /** The present window; headers are lines of it, the second begins with a line break. */
    public List<String> lines() {
        List<String> all = new ArrayList<>();
        all.add("stdout: ");
        all.addAll(stdout.lines());
        all.add("\nstderr: ");
        all.addAll(stderr.lines());
        return all;
    }
}
