package org.sparklaunch.it;

import java.nio.file.Path;

/** The policy on the line that the project is built against. */
class PolicyIT extends PolicyContract {
    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
