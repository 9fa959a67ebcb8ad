package org.sparklaunch.livy.server.driver.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The fields of {@code /proc/PID/stat} that matter here. */
record ProcStat(char state, long group, long startTicks) {

    /** Reads the fields; empty when there is no such process. */
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

    /** Returns whether the process runs; false for a zombie, which its parent has not collected. */
    boolean isRunning() {
        return state != 'Z' && state != 'X';
    }
}
