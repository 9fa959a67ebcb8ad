package org.sparklaunch.launcher.cluster;

import org.sparklaunch.launcher.process.LogRotation;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.launcher.state.StatusFile;

/** The files that a running cluster keeps up to date in its state folder. */
record StateFiles(StatusFile status, LogRotation logs) {
    private static final long LOG_LIMIT = 32L << 20;
    private static final int OLD_LOGS = 4;

    static StateFiles in(StateFolder state) {
        return new StateFiles(new StatusFile(state), new LogRotation(state.folder("logs"), LOG_LIMIT, OLD_LOGS));
    }
}
