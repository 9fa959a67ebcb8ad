package org.sparklaunch.launcher.classdata;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Builds the commands of JVMs of a launch.
 *
 * @param program the {@code java} of all of them
 */
public record Jvm(Path program, ClassData classData) {

    /** Returns the beginning of a command, which the process's own options follow. */
    public List<String> command(JvmRole role, MemorySize heap) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-Xmx" + heap.toOption()));
        command.addAll(classData.options(role));
        return command;
    }
}
