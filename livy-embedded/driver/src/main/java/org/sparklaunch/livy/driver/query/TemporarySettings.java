package org.sparklaunch.livy.driver.query;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.RuntimeConfig;
import org.jspecify.annotations.Nullable;

/** Settings of a session that hold until this is closed. Then the session has its own again. */
final class TemporarySettings implements AutoCloseable {
    private final RuntimeConfig conf;
    private final Map<String, @Nullable String> before = new HashMap<>();

    private TemporarySettings(RuntimeConfig conf) {
        this.conf = conf;
    }

    static TemporarySettings apply(RuntimeConfig conf, Map<String, String> settings) {
        TemporarySettings temporary = new TemporarySettings(conf);
        scala.collection.immutable.Map<String, String> own = conf.getAll();
        settings.forEach((key, value) -> {
            temporary.before.put(key, own.contains(key) ? own.apply(key) : null);
            conf.set(key, value);
        });
        return temporary;
    }

    @Override
    public void close() {
        before.forEach((key, value) -> {
            if (value == null) {
                conf.unset(key);
            } else {
                conf.set(key, value);
            }
        });
    }
}
