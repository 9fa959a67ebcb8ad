package org.sparklaunch.launcher.classdata;

import org.sparklaunch.platform.quantity.MemorySize;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How JVMs of a launch start.
 *
 * @param program the {@code java} of all of them
 */
public record Jvm(Path program, ClassData classData) {

    /** The beginning of a command line, to be continued with the process's own options. */
    public List<String> command(JvmRole role, MemorySize heap) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "-Xmx" + heap.toOption()));
        command.addAll(classData.options(role));
        return command;
    }
}
