package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * The archives that this launch uses or records.
 *
 * <p>An archive that is missing or does not fit costs a slower start and nothing else: the JVM checks the class path that
 * it was made from, and goes on without it.
 *
 * @param folder holds one archive per role, or nothing yet; need not exist
 * @param recording lets JVMs note what an archive needs, instead of using one
 */
public record ClassData(Path folder, boolean recording) {
    /** Java 25 calls it an error that an archive made under module options has no module graph; it is used all the same. */
    private static final String QUIET = "-Xlog:cds=off";

    /** The options of a JVM that is about to start. */
    public List<String> options(JvmRole role) {
        if (recording) {
            return List.of("-XX:+RecordDynamicDumpInfo");
        }
        Path archive = role.archive(folder);
        return Files.isReadable(archive) ? List.of(QUIET, "-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** Whether archives were recorded here before. */
    public boolean isComplete() {
        return Files.isDirectory(folder);
    }

    /** Tells those who tidy up that these archives are in use. */
    public void touch() {
        try {
            if (isComplete()) {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            }
        } catch (IOException e) {
            // A cache that only others may write; they tidy up.
        }
    }

    /** The same folder, to be filled. */
    public ClassData toRecord() {
        return new ClassData(folder, true);
    }
}
