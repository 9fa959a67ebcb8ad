package org.sparklaunch.pages;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Returns the Spark settings that close the doors of daemons, drivers and executors. */
public final class SparkDoors {
    /** Spark's setting with the cluster's secret. */
    public static final String SECRET = "spark.authenticate.secret";

    /** The environment variable from which Spark's processes take the secret instead. */
    public static final String SECRET_VARIABLE = "_SPARK_AUTH_SECRET";

    private static final String FILTERS = "spark.ui.filters";
    private static final String REST_FILTERS = "spark.master.rest.filters";

    private SparkDoors() {}

    /**
     * Returns the settings, without the secret itself.
     *
     * @param version the version of Spark, which decides the filter's class
     * @param password the file of the password, as the process is to name it
     * @param given settings that apply without these; their own filters stay, behind the product's
     */
    public static Map<String, String> settings(String version, Path password, Map<String, String> given) {
        String filter = filter(version);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.authenticate", "true");
        settings.put("spark.ui.killEnabled", "false");
        settings.put(FILTERS, first(filter, given.getOrDefault(FILTERS, "")));
        settings.put("spark." + filter + ".param." + PageGate.FILE, password.toString());
        return settings;
    }

    /** Returns the setting that closes the master's submission server, which Spark has from version 4 on. */
    public static Map<String, String> submissionServer(String version, Map<String, String> given) {
        return Map.of(REST_FILTERS, first(filter(version), given.getOrDefault(REST_FILTERS, "")));
    }

    /** Returns whether a request for a session must not set the key. */
    public static boolean isLocked(String key) {
        return key.startsWith("spark.authenticate")
                || key.startsWith("spark.network.crypto.")
                || key.startsWith("spark.network.sasl.")
                || key.startsWith("spark.org.sparklaunch.")
                || key.equals(FILTERS)
                || key.equals("spark.ui.killEnabled");
    }

    private static String filter(String version) {
        // By name: the classes can be loaded only where Spark is.
        return "org.sparklaunch.pages." + (version.startsWith("3.") ? "JavaxPageFilter" : "JakartaPageFilter");
    }

    private static String first(String filter, String others) {
        return Stream.concat(Stream.of(filter), Stream.of(others.split(",", -1)))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(","));
    }
}
