package org.sparklaunch.launcher.classdata;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

/**
 * The archives of class data that this launch uses or records.
 *
 * <p>Without an archive, or with one for another class path, a JVM starts more slowly and works as well.
 *
 * @param folder has one archive per role, or none yet; need not exist
 * @param recording whether JVMs record what an archive needs, instead of using one
 */
public record ClassData(Path folder, boolean recording) {
    /** Java 25 logs an error for an archive that was made under module options, and uses it nevertheless. */
    private static final String QUIET = "-Xlog:cds=off";

    /** Returns the options of a JVM that starts now. */
    public List<String> options(JvmRole role) {
        if (recording) {
            return List.of("-XX:+RecordDynamicDumpInfo");
        }
        Path archive = role.archive(folder);
        return Files.isReadable(archive) ? List.of(QUIET, "-XX:SharedArchiveFile=" + archive) : List.of();
    }

    /** Returns whether archives were recorded here. */
    public boolean isComplete() {
        return Files.isDirectory(folder);
    }

    /** Marks the archives as used now, so that they are not removed as the oldest. */
    public void touch() {
        try {
            if (isComplete()) {
                Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
            }
        } catch (IOException e) {
            // Other users own the cache and remove old archives.
        }
    }

    /** Returns the same folder, for recording. */
    public ClassData toRecord() {
        return new ClassData(folder, true);
    }
}
