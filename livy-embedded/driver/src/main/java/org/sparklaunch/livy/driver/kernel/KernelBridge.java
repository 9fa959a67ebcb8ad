package org.sparklaunch.livy.driver.kernel;

import java.util.Optional;
import org.sparklaunch.livy.driver.interpreter.JobRunner;

/** What a child calls back into. */
public interface KernelBridge extends AutoCloseable {

    /** Who runs jobs in the child, if its language has jobs. */
    default Optional<JobRunner> jobs() {
        return Optional.empty();
    }

    /** The child is dead; nobody answers any more. Comes from a thread of its own, before or after the end of the bridge. */
    default void died() {}

    @Override
    void close();
}
