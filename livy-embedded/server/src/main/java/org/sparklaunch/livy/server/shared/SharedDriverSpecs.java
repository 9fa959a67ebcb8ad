package org.sparklaunch.livy.server.shared;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.sparklaunch.livy.protocol.RuntimeSettings;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.SparkSettings;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator.Guest;
import org.sparklaunch.livy.server.supply.WarmMatch;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.livy.settings.LivyConfig.SharingConfig;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * Decides which sessions share a driver, and builds its specification: all requested settings except those that each
 * session can set for itself.
 */
final class SharedDriverSpecs {
    private final SharingConfig config;
    private final SparkSettings settings;
    private final String installation;

    SharedDriverSpecs(LivyConfig config) {
        this.config = config.session().sharing();
        this.settings = new SparkSettings(config.driver());
        LivyConfig.DriverConfig driver = config.driver();
        this.installation = List.of(driver.sparkHome(), driver.javaHome(), driver.classPath())
                .toString();
    }

    /** Returns the fingerprint of the installation of Spark. */
    String installation() {
        return installation;
    }

    /** Returns how many sessions a driver takes. */
    int most() {
        return config.most();
    }

    /**
     * Returns whether a session can share a driver: it is for SQL, and has no settings that would affect the other
     * sessions.
     */
    boolean isShareable(SessionSpec spec, Map<String, String> wanted) {
        return config.on()
                && spec.kind() == SessionKind.SQL
                && WarmMatch.of(spec, wanted, common(wanted)).fits();
    }

    /**
     * Returns the settings that are fixed when the driver starts; runtime settings are the defaults of every session in
     * it.
     */
    Map<String, String> common(Map<String, String> wanted) {
        Map<String, String> common = new TreeMap<>(wanted);
        common.keySet().removeIf(RuntimeSettings::contains);
        plain().forEach((key, value) -> {
            if (RuntimeSettings.contains(key)) {
                common.put(key, value);
            }
        });
        return common;
    }

    /** Returns whether a warm driver has all settings that the guest's driver needs. */
    boolean isPlain(Guest guest) {
        return WarmMatch.of(guest.spec(), guest.wanted(), plain()).fits();
    }

    private Map<String, String> plain() {
        return settings.settings(0, SessionSpec.PLAIN);
    }

    DriverSpec spec(SharedEntry.Added made, DriverFolder folder) {
        Map<String, String> conf = new TreeMap<>(made.settings());
        conf.put("spark.app.name", "livy-" + made.name());
        // Each session's jobs are a pool: no session waits until another one's long query has all its tasks.
        conf.putIfAbsent("spark.scheduler.mode", "FAIR");
        return new DriverSpec(
                made.name(),
                folder,
                Integer.parseInt(Objects.requireNonNull(conf.get("spark.driver.cores"))),
                MemorySize.parse(Objects.requireNonNull(conf.get("spark.driver.memory"))),
                conf,
                List.of(),
                null);
    }
}
