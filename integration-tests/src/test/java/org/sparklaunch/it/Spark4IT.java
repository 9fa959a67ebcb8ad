package org.sparklaunch.it;

import java.nio.file.Path;

/** The default line. */
class Spark4IT extends SparkLineContract {

    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
