package org.sparklaunch.livy.driver.query;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.sparklaunch.livy.protocol.FullResultSettings;
import org.sparklaunch.platform.file.PrivateFiles;

/** Where full results are written, and how large they may be. */
final class FullResultFolders {
    private static final String DEFAULT_MOST_BYTES = Long.toString(16L << 30);

    private FullResultFolders() {}

    /** Returns the folder of all full results and creates it when absent. */
    static Path root(SparkConf conf) throws IOException {
        if (!conf.contains(FullResultSettings.FOLDER)) {
            throw new IllegalStateException(
                    "full_result: this cluster does not keep full results; launch it with --enable-query-tracker");
        }
        return PrivateFiles.createFolders(Path.of(conf.get(FullResultSettings.FOLDER)));
    }

    /** Returns the largest size of a full result in bytes. */
    static long maxBytes(SparkConf conf) {
        return Long.parseLong(conf.get(FullResultSettings.MOST_BYTES, DEFAULT_MOST_BYTES));
    }
}
