package org.sparklaunch.it;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The unpacked archive under test and the Spark it runs on. */
public final class Archive {
    private static final Path HOME = Path.of(System.getProperty("archive.home"));

    private Archive() {}

    /** Its root folder. */
    public static Path home() {
        return HOME;
    }

    /** The Spark of the environment, which scripts/test installs and exports. */
    public static Path sparkHome() {
        String home = System.getenv("SPARK_HOME");
        if (home == null) {
            throw new IllegalStateException("SPARK_HOME is not set: run these tests by scripts/test");
        }
        return Path.of(home);
    }

    static List<String> commandLine(String command, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(HOME.resolve("bin").resolve(command).toString());
        line.addAll(List.of(arguments));
        return line;
    }

    /** Runs one of the archive's commands to its end. */
    static CommandResult run(String command, String... arguments) {
        return CommandResult.of(new ProcessBuilder(commandLine(command, arguments)));
    }
}
