package org.sparklaunch.it;

import java.nio.file.Path;

/** The default line. */
class Cancellation4IT extends CancellationContract {

    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
