package org.sparklaunch.livy.server.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.FullResultSettings;
import org.sparklaunch.livy.settings.ClusterAccess;
import org.sparklaunch.livy.settings.LivyConfig.DriverConfig;
import org.sparklaunch.livy.settings.XmlOptions;
import org.sparklaunch.pages.SparkDoors;
import org.sparklaunch.platform.quantity.MemorySize;

/** Builds Spark's settings from the server's and a request's, and refuses those that clients must not set. */
public final class SparkSettings {
    /** Keys that would circumvent the server's limits: where the driver runs, its class path and its JVM. */
    private static final Set<String> BLOCKED = Set.of(
            "spark.master",
            "spark.submit.deployMode",
            "spark.submit.proxyUser.allowCustomClasspathInClusterMode",
            "spark.driver.host",
            "spark.driver.bindAddress",
            "spark.driver.extraClassPath",
            "spark.driver.extraJavaOptions",
            "spark.driver.defaultJavaOptions",
            "spark.driver.extraLibraryPath",
            "spark.driver.userClassPathFirst",
            "spark.driver.maxResultSize",
            "spark.executor.extraClassPath",
            "spark.executor.extraJavaOptions",
            "spark.executor.defaultJavaOptions",
            "spark.executor.extraLibraryPath",
            "spark.plugins",
            "spark.redaction.regex");

    private final DriverConfig config;

    /** Takes the server's settings and limits. */
    public SparkSettings(DriverConfig config) {
        this.config = config;
    }

    /**
     * Checks the request against the limits.
     *
     * @throws RejectedException with Livy's message if it has one, else with both values
     */
    public void check(SessionSpec spec) {
        List<String> blocked = spec.conf().keySet().stream()
                .filter(key ->
                        BLOCKED.contains(key) || FullResultSettings.KEYS.contains(key) || SparkDoors.isLocked(key))
                .sorted()
                .toList();
        if (!blocked.isEmpty()) {
            throw RejectedException.because(
                    "Blacklisted configuration values in session config: " + String.join(", ", blocked));
        }
        int cores = cores(spec);
        if (cores > config.cores()) {
            throw RejectedException.because("driverCores " + cores + " is above the limit of " + config.cores()
                    + " per session; request less or launch with more --livy-driver-cores");
        }
        MemorySize memory = memory(spec);
        if (memory.mebibytes() > config.memory().mebibytes()) {
            throw RejectedException.because("driverMemory " + memory.toOption() + " is above the limit of "
                    + config.memory().toOption()
                    + " per session; request less or launch with more --livy-driver-memory");
        }
    }

    public int cores(SessionSpec spec) {
        int asked = spec.resources().driverCores();
        String conf = spec.conf().get("spark.driver.cores");
        if (asked <= 0 && conf != null) {
            try {
                asked = Integer.parseInt(conf.strip());
            } catch (NumberFormatException e) {
                throw RejectedException.because("spark.driver.cores " + conf + " is not a number");
            }
        }
        return asked <= 0 ? config.cores() : asked;
    }

    public MemorySize memory(SessionSpec spec) {
        String asked = spec.resources().driverMemory();
        String text = asked == null || asked.isBlank() ? spec.conf().get("spark.driver.memory") : asked;
        try {
            return text == null ? config.memory() : MemorySize.parse(text);
        } catch (IllegalArgumentException e) {
            throw RejectedException.because(String.valueOf(e.getMessage()));
        }
    }

    /** Returns all settings of the driver; the server's own take precedence. */
    public Map<String, String> settings(int id, SessionSpec spec) {
        Map<String, String> all = new TreeMap<>(defaults());
        all.putAll(config.sparkConf());
        all.putAll(spec.conf());
        SessionSpec.Resources resources = spec.resources();
        put(all, "spark.executor.memory", resources.executorMemory());
        put(all, "spark.executor.cores", positive(resources.executorCores()));
        put(all, "spark.executor.instances", positive(resources.numExecutors()));
        put(all, "spark.yarn.queue", resources.queue());
        if (resources.numExecutors() > 0 && isStandalone() && !spec.conf().containsKey("spark.cores.max")) {
            coresOfExecutors(all, resources.numExecutors());
        }
        prepend(all, "spark.jars", spec.files().jars());
        prepend(all, "spark.files", spec.files().files());
        prepend(all, "spark.archives", spec.files().archives());
        prepend(all, "spark.submit.pyFiles", spec.files().pyFiles());
        Stream.concat(XmlOptions.ALL.stream(), config.classData().executorOptions().stream())
                .forEach(option ->
                        all.merge("spark.executor.defaultJavaOptions", option, (given, own) -> own + " " + given));
        all.put("spark.app.name", appName(id, spec));
        all.put("spark.master", config.master());
        all.put("spark.submit.deployMode", "client");
        all.put("spark.driver.cores", Integer.toString(cores(spec)));
        all.put("spark.driver.memory", memory(spec).toOption());
        all.putAll(ClusterAccess.of(config).settings(config.sparkConf()));
        return all;
    }

    /** Returns all settings of a batch, whose default name in Spark is that of its program. */
    public Map<String, String> forBatch(SessionSpec spec) {
        Map<String, String> all = settings(0, spec);
        if (spec.name() == null && !spec.conf().containsKey("spark.app.name")) {
            all.remove("spark.app.name");
        }
        // The application makes its own context. A session's driver gets the secret apart from Spark's settings.
        ClusterAccess.of(config).secret().ifPresent(secret -> all.put(SparkDoors.SECRET, secret.characters()));
        return all;
    }

    private static String appName(int id, SessionSpec spec) {
        String name = spec.name();
        return name != null ? name : spec.conf().getOrDefault("spark.app.name", "livy-session-" + id);
    }

    /** Limits the cores, since a standalone cluster counts cores, not executors. */
    private static void coresOfExecutors(Map<String, String> all, int executors) {
        String each = all.computeIfAbsent("spark.executor.cores", key -> "1");
        // Spark refuses what is not a number, with its own message.
        if (each.matches("[1-9]\\d{0,3}")) {
            all.put("spark.cores.max", Long.toString((long) executors * Integer.parseInt(each)));
        }
    }

    private boolean isStandalone() {
        return config.master().startsWith("spark://");
    }

    private Map<String, String> defaults() {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (isStandalone()) {
            // Standalone serves applications first come, first served: an uncapped one starves all others.
            int share = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            defaults.put("spark.cores.max", Integer.toString(share));
            defaults.put("spark.dynamicAllocation.enabled", "true");
            defaults.put("spark.dynamicAllocation.shuffleTracking.enabled", "true");
            // A session will run something: the first executor starts together with the driver, not a second
            // after the first job found none.
            defaults.put("spark.dynamicAllocation.initialExecutors", "1");
        }
        return defaults;
    }

    private static @Nullable String positive(int number) {
        return number > 0 ? Integer.toString(number) : null;
    }

    private static void put(Map<String, String> all, String key, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            all.put(key, value);
        }
    }

    private static void prepend(Map<String, String> all, String key, List<String> values) {
        List<String> joined = new ArrayList<>(values);
        Arrays.stream(all.getOrDefault(key, "").split(",", -1))
                .filter(s -> !s.isBlank())
                .forEach(joined::add);
        if (!joined.isEmpty()) {
            all.put(key, String.join(",", joined));
        }
    }
}
