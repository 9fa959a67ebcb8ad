package org.sparklaunch.livy.driver.kernel;

import java.util.Optional;
import org.sparklaunch.livy.driver.interpreter.JobRunner;

/** The driver's side of what a child calls back into. */
public interface KernelBridge extends AutoCloseable {

    /** Returns what runs jobs in the child, if its language has jobs. */
    default Optional<JobRunner> jobs() {
        return Optional.empty();
    }

    /** Called when the child is dead, from a thread of its own, before or after {@link #close}. */
    default void died() {}

    @Override
    void close();
}
