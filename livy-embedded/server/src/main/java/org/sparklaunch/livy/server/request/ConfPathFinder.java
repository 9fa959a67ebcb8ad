package org.sparklaunch.livy.server.request;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the local files that a Spark setting names, by the setting's value. A list of keys would miss many: Spark 4.2
 * has some seventy keys that hold a path, and Hadoop, its file systems and every data source add more.
 */
final class ConfPathFinder {
    /** Lists that Livy checks too; each of their entries is a path. */
    private static final Set<String> LISTS = Set.of(
            "spark.jars",
            "spark.files",
            "spark.archives",
            "spark.submit.pyFiles",
            "spark.jars.ivySettings",
            "spark.yarn.dist.archives",
            "spark.yarn.dist.files",
            "spark.yarn.dist.jars",
            "spark.yarn.dist.pyFiles",
            "spark.yarn.jars",
            "spark.yarn.archive");

    /** Values that may begin with a slash, the interpreters of users' code, and folders that are only written. */
    private static final Pattern OPEN =
            Pattern.compile("spark\\.(app\\.name|jars\\.ivy|local\\.dir|ui\\.proxyBase|hadoop\\.fs\\.defaultFS"
                    + "|pyspark\\.(driver\\.)?python|r\\.(driver\\.)?command|sparkr\\.r\\.command|executorEnv\\..*)");

    /** {@code file:/x}, {@code local:/x}, the same inside of another address, and {@code jceks://file/x}. */
    private static final Pattern LOCAL = Pattern.compile(
            "(?<![a-z])(?:file|local):(?://[^/]*)?(/[^,;!\\s]*)|://file(/[^,;!\\s]*)", Pattern.CASE_INSENSITIVE);

    private ConfPathFinder() {}

    /** Returns the paths, each as {@link SessionFiles#check(String)} takes it; none for a key that is not Spark's. */
    static List<String> of(String key, String value) {
        if (!key.startsWith("spark.") || OPEN.matcher(key).matches()) {
            return List.of();
        }
        List<String> paths = new ArrayList<>();
        Arrays.stream(value.split(",", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .filter(part -> LISTS.contains(key) || part.startsWith("/") || leavesItsFolder(part))
                .forEach(paths::add);
        if (!LISTS.contains(key)) {
            Matcher local = LOCAL.matcher(value);
            while (local.find()) {
                paths.add(local.group(1) == null ? local.group(2) : local.group(1));
            }
        }
        return paths;
    }

    private static boolean leavesItsFolder(String part) {
        return part.equals("..") || part.startsWith("../") || part.contains("/../");
    }
}
