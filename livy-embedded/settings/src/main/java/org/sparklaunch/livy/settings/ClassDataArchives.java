package org.sparklaunch.livy.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Archives of class data that the launcher records for drivers and executors. An archive may appear while the server runs, so
 * each start looks again. Without one, JVMs start more slowly.
 *
 * @param folder null when there are no archives
 * @param recording whether JVMs record what an archive needs, instead of using one
 */
public record ClassDataArchives(@Nullable Path folder, boolean recording) {
    /** Java 25 logs an error for an archive that was made under module options, and uses it nevertheless. */
    private static final String QUIET = "-Xlog:cds=off";

    /** Returns the options of a session's driver; empty for none. */
    public List<String> driverOptions() {
        return options("driver.jsa");
    }

    /** Returns the options of executors, which run on the workers; empty for none. */
    public List<String> executorOptions() {
        return options("executor.jsa");
    }

    private List<String> options(String name) {
        if (recording) {
            return List.of("-XX:+RecordDynamicDumpInfo");
        }
        Path archive = folder == null ? null : folder.resolve(name);
        return archive != null && Files.isReadable(archive)
                ? List.of(QUIET, "-XX:SharedArchiveFile=" + archive)
                : List.of();
    }
}
