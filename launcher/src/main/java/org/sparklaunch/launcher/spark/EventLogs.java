package org.sparklaunch.launcher.spark;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.state.StateFolder;
import org.sparklaunch.platform.quantity.TimeString;

/**
 * The event logs that sessions write and the history server shows. Settings of the user take precedence over those here, so
 * that logs can go to a file system that several machines share.
 *
 * @param folder readable by its owner only, since event logs contain the text of queries
 */
public record EventLogs(Path folder) {
    private static final String DIRECTORY = "spark.eventLog.dir";

    /** Returns the folder of a launch, created when absent. */
    public static EventLogs in(StateFolder state) {
        return new EventLogs(state.folder("spark/events"));
    }

    /** Returns the user's settings for sessions, with event logs on. */
    public Map<String, String> forSessions(Map<String, String> sparkConf) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("spark.eventLog.enabled", "true");
        settings.put(DIRECTORY, folder.toUri().toString());
        // A session may last for weeks, and a log in one file cannot be shortened.
        settings.put("spark.eventLog.rolling.enabled", "true");
        settings.putAll(sparkConf);
        return settings;
    }

    /** Returns the settings of the history server, without those that the user sets. */
    Map<String, String> forServer(HistorySpec spec, int port, Map<String, String> sparkConf) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("spark.history.ui.port", String.valueOf(port));
        settings.put(
                "spark.history.fs.logDirectory",
                sparkConf.getOrDefault(DIRECTORY, folder.toUri().toString()));
        settings.put("spark.history.fs.cleaner.enabled", "true");
        settings.put("spark.history.fs.cleaner.interval", "1h");
        settings.put("spark.history.fs.cleaner.maxAge", TimeString.format(spec.retain()));
        settings.put("spark.history.fs.eventLog.rolling.maxFilesToRetain", "4");
        // Further applications are read from their logs again, which keeps the heap small.
        settings.put("spark.history.retainedApplications", "10");
        settings.keySet().removeAll(sparkConf.keySet());
        return settings;
    }
}
