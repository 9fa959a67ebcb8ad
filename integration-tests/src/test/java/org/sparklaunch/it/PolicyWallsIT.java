package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Attacks on the policy on the line that the project is built against. */
@Tag("long") // Not in every run yet: its set-up does not pass on a launch.
class PolicyWallsIT extends PolicyWallsContract {
    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
