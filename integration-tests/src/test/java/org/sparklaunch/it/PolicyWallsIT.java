package org.sparklaunch.it;

import java.nio.file.Path;

/** Attacks on the policy on the line that the project is built against. */
class PolicyWallsIT extends PolicyWallsContract {
    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
