package org.sparklaunch.livy.server.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What Linux tells of one process in {@code /proc/PID/stat}. */
record ProcStat(char state, long group, long startTicks) {

    /** Empty when there is no such process. */
    static Optional<ProcStat> read(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The second field is the command in parentheses and may itself hold blanks and parentheses.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(
                    new ProcStat(fields[0].charAt(0), Long.parseLong(fields[2]), Long.parseLong(fields[19])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A zombie is as dead as it gets, its parent just did not look yet. */
    boolean isRunning() {
        return state != 'Z' && state != 'X';
    }
}
