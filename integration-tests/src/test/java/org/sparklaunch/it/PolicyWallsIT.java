package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;

/** Attacks on the policy on the line that the project is built against. */
@Tag("long") // Some minutes for about 1,400 statements.
class PolicyWallsIT extends PolicyWallsContract {
    @Override
    protected Path sparkHome() {
        return Archive.sparkHome();
    }
}
