package org.sparklaunch.livy.server.driver.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.sparklaunch.livy.server.driver.process.DriverFolder;

/** The log of a driver as Livy shows it: both streams behind headers that clients split on. */
public final class DriverLog {
    private final LogWindow stdout;
    private final LogWindow stderr;
    private volatile Shown shown = Shown.of(List.of(), List.of());

    private record Shown(List<String> stdout, List<String> stderr, List<String> all) {
        static Shown of(List<String> stdout, List<String> stderr) {
            List<String> all = new ArrayList<>(stdout.size() + stderr.size() + 2);
            all.add("stdout: ");
            all.addAll(stdout);
            all.add("\nstderr: ");
            all.addAll(stderr);
            return new Shown(stdout, stderr, Collections.unmodifiableList(all));
        }
    }

    /** Creates the log of the driver of this folder. */
    public DriverLog(DriverFolder folder) {
        this.stdout = new LogWindow(folder.stdout());
        this.stderr = new LogWindow(folder.stderr());
    }

    /** Adds a line of the server at the end of the error stream. */
    public void note(String line) {
        stderr.lines();
        stderr.add(line);
    }

    /**
     * Returns the present window. Headers are lines of it; the second begins with a line break. Returns the same list
     * as before while the driver prints nothing.
     */
    public List<String> lines() {
        List<String> out = stdout.lines();
        List<String> err = stderr.lines();
        Shown last = shown;
        if (last.stdout() != out || last.stderr() != err) {
            last = Shown.of(out, err);
            shown = last;
        }
        return last.all();
    }
}
