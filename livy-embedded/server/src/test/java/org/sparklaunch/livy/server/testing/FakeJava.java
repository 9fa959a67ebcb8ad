package org.sparklaunch.livy.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A Java home whose {@code java} starts no JVM: it writes its command line down, then runs its last argument as a shell command. */
public final class FakeJava {
    private FakeJava() {}

    /** Makes the folder. */
    public static Path install(Path home) throws IOException {
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for last; do :; done
                printf '%s\\n' "$@" > command-line
                eval "$last"
                """);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return home;
    }
}
