package org.sparklaunch.launcher.process;

import java.time.Duration;
import java.util.OptionalInt;

/** A started child. Thread-safe. */
public interface ChildProcess {
    /** Its process id. */
    long pid();

    /** Its exit status; empty while it runs. */
    OptionalInt exitCode();

    /** Asks it to end, and kills it when it has not within the limit. Idempotent. */
    void stop(Duration limit);

    /** The same, and kills whatever it started and left behind. */
    void stopTree(Duration limit);
}
