package org.sparklaunch.launcher.process;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides which environment variables of the launch its processes inherit: what Java, Spark, Hadoop, Python and R need. Drivers and
 * executors run code of users and inherit the same, so everything else stays with the supervisor.
 */
final class ChildEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "SHELL",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TERM",
            "TMPDIR",
            "HOSTNAME",
            "JAVA_HOME",
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "KRB5_CONFIG",
            "KRB5CCNAME",
            "VIRTUAL_ENV",
            "MPLCONFIGDIR",
            "OMP_NUM_THREADS",
            "MALLOC_ARENA_MAX",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "RHOME");

    private static final Pattern PREFIXES =
            Pattern.compile("(LC|SPARK|PYSPARK|SPARKR|PYTHON|HADOOP|HDFS|YARN|HIVE|CONDA|R|XDG)_.*|PYTHON[A-Z]+");

    /** Defaults of the launch's own options. */
    private static final String OWN_PREFIX = "SPARK_LAUNCH_";

    private static final Pattern SECRET =
            Pattern.compile("SECRET|PASSWORD|PASSWD|TOKEN|CREDENTIAL|(ACCESS|PRIVATE|API)_?KEY|_PW$");

    private ChildEnvironment() {}

    /** Returns whether a process of the launch inherits the variable. */
    static boolean inherits(String name) {
        return (NAMES.contains(name) || PREFIXES.matcher(name).matches())
                && !name.startsWith(OWN_PREFIX)
                && !SECRET.matcher(name).find();
    }
}
