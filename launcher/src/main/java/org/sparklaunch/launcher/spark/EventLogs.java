package org.sparklaunch.launcher.spark;

import org.sparklaunch.platform.quantity.TimeString;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.launcher.config.HistorySpec;
import org.sparklaunch.launcher.state.StateFolder;

/**
 * What sessions write down of their jobs for the history server to show. Settings of the user win over those here, so that
 * the logs may as well go to a file system that several machines share.
 *
 * @param folder for the owner's eyes only: event logs repeat the text of queries
 */
public record EventLogs(Path folder) {
    private static final String DIRECTORY = "spark.eventLog.dir";

    /** The folder of a launch, made when absent. */
    public static EventLogs in(StateFolder state) {
        return new EventLogs(state.folder("spark/events"));
    }

    /** The user's settings for sessions, with event logs on. */
    public Map<String, String> forSessions(Map<String, String> sparkConf) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("spark.eventLog.enabled", "true");
        settings.put(DIRECTORY, folder.toUri().toString());
        // A session may live for weeks: in one file its log could not be shortened.
        settings.put("spark.eventLog.rolling.enabled", "true");
        settings.putAll(sparkConf);
        return settings;
    }

    /** What the history server needs besides the user's settings, which it gets as they are. */
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
        // Pages of more applications than these are read again from their logs; the heap stays small.
        settings.put("spark.history.retainedApplications", "10");
        settings.keySet().removeAll(sparkConf.keySet());
        return settings;
    }
}
