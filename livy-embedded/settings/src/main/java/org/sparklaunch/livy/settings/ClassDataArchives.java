package org.sparklaunch.livy.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Archives of class data that the launcher recorded for drivers and executors. They may come while the server runs, so each
 * start looks anew; without them everything only starts slower.
 *
 * @param folder null when there will be none
 * @param recording lets the JVMs note what an archive needs, instead of using one
 */
public record ClassDataArchives(@Nullable Path folder, boolean recording) {
    /** Java 25 calls it an error that an archive made under module options has no module graph; it is used all the same. */
    private static final String QUIET = "-Xlog:cds=off";

    /** The option for a session's driver; empty for none. */
    public List<String> driverOptions() {
        return options("driver.jsa");
    }

    /** The option for its executors, which run on the workers; empty for none. */
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
