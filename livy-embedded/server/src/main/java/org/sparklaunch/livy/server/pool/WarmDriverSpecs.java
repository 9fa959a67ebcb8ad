package org.sparklaunch.livy.server.pool;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.SparkSettings;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.platform.digest.Sha256;

/** Builds the specifications of pool members: drivers of sessions with default settings, with languages warmed up. */
final class WarmDriverSpecs {
    private final SparkSettings settings;
    private final List<SessionKind> kinds;
    private final boolean shares;
    private final String fingerprint;

    WarmDriverSpecs(LivyConfig config) {
        this.settings = new SparkSettings(config.driver());
        this.kinds = config.session().warmKinds();
        this.shares = config.session().sharing().on();
        this.fingerprint = fingerprint(config.driver(), kinds);
    }

    /** Returns a fingerprint of the settings, which may hold secrets themselves. */
    String fingerprint() {
        return fingerprint;
    }

    private static String fingerprint(DriverConfig config, List<SessionKind> kinds) {
        List<Object> parts = List.of(
                config.sparkHome(),
                config.javaHome(),
                config.classPath(),
                config.master(),
                config.cores(),
                config.memory(),
                new TreeMap<>(config.sparkConf()),
                kinds);
        return Sha256.hex(parts.toString());
    }

    /** Returns the driver to start in a folder that holds a secret. */
    DriverSpec spec(DriverFolder folder) {
        SessionSpec plain = SessionSpec.PLAIN;
        Map<String, String> conf = new TreeMap<>(settings.settings(0, plain));
        conf.put("spark.app.name", "livy-" + folder.name());
        if (shares) {
            // It may become a shared one. Without pools of jobs this changes nothing.
            conf.putIfAbsent("spark.scheduler.mode", "FAIR");
        }
        return new DriverSpec(folder.name(), folder, settings.cores(plain), settings.memory(plain), conf, kinds, null);
    }
}
