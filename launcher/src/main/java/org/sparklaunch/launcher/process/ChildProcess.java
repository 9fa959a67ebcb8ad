package org.sparklaunch.launcher.process;

import java.time.Duration;
import java.util.OptionalInt;

/** A child process that was started. Thread-safe. */
public interface ChildProcess {
    /** Returns the process id. */
    long pid();

    /** Returns the exit status; empty while the process runs. */
    OptionalInt exitCode();

    /** Sends SIGTERM, and SIGKILL when the process has not ended within the limit. Idempotent. */
    void stop(Duration limit);

    /** Ends the process likewise, and kills its descendants that remain. */
    void stopTree(Duration limit);
}
