package org.sparklaunch.launcher.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param env added to the environment of this process
 * @param log standard output and standard error are appended to it
 */
public record ProcessSpec(List<String> command, Map<String, String> env, Path log) {
    /** Copies the collections. */
    public ProcessSpec {
        command = List.copyOf(command);
        env = Map.copyOf(env);
    }
}
