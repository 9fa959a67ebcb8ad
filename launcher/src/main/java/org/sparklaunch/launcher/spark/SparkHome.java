package org.sparklaunch.launcher.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/**
 * A Spark installation with the layout of a distribution.
 *
 * @param version such as {@code 4.2.0}
 * @param scala such as {@code 2.13}
 */
public record SparkHome(Path root, String version, String scala) {
    private static final Pattern CORE = Pattern.compile("spark-core_(\\d+\\.\\d+)-(.+)\\.jar");
    private static final int LEAST_JAVA = 17;

    /** Spark 3.5 calls a method (Subject.getSubject) that later versions of Java refuse. */
    private static final int LAST_JAVA_OF_3_5 = 22;

    private static final String ADVICE = "give --spark-home or SPARK_HOME, or run scripts/install-spark";

    /**
     * Checks a folder.
     *
     * @throws CommandException when it holds no Spark, or an unsupported version
     */
    public static SparkHome open(Path root) {
        Path jars = root.resolve("jars");
        if (!Files.isDirectory(jars)) {
            throw new CommandException(ExitCode.FAILED, "no Spark in " + root + ": it has no folder jars; " + ADVICE);
        }
        Matcher core = core(jars)
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED, "no Spark in " + root + ": no jars/spark-core_*.jar; " + ADVICE));
        SparkHome home = new SparkHome(root.toAbsolutePath(), core.group(2), core.group(1));
        if (!home.version.startsWith("4.") && !home.version.startsWith("3.5.")) {
            throw new CommandException(
                    ExitCode.FAILED, "Spark " + home.version + " in " + root + " is not supported; use 3.5 or 4");
        }
        return home;
    }

    /**
     * Returns the named installation, else the newest that scripts/install-spark installed.
     *
     * @param cache the folder of scripts/install-spark, which may not exist
     */
    public static SparkHome find(Optional<Path> named, Path cache) {
        return open(named.or(() -> newest(cache))
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "no Spark found: neither --spark-home nor SPARK_HOME is given, and there is none in " + cache
                                + "; " + ADVICE)));
    }

    private static Optional<Path> newest(Path cache) {
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(f -> f.getFileName().toString().startsWith("spark-"))
                    .filter(f -> Files.isDirectory(f.resolve("jars")))
                    .max(Path::compareTo);
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot look for Spark in " + cache + ": " + e, e);
        }
    }

    private static Optional<Matcher> core(Path jars) {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(f -> CORE.matcher(f.getFileName().toString()))
                    .filter(Matcher::matches)
                    .findFirst();
        } catch (IOException e) {
            throw new CommandException(ExitCode.FAILED, "cannot read " + jars + ": " + e, e);
        }
    }

    /** Refuses a version of Java that this Spark does not support. */
    public void checkJava(Runtime.Version java) {
        if (java.feature() < LEAST_JAVA) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Java " + java.feature() + " is too old for Spark " + version + ": run with Java " + LEAST_JAVA
                            + " or newer (set JAVA_HOME)");
        }
        if (version.startsWith("3.5.") && java.feature() > LAST_JAVA_OF_3_5) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "Java " + java.feature() + " is too new for Spark " + version + ": run with Java " + LEAST_JAVA
                            + " to " + LAST_JAVA_OF_3_5 + " (set JAVA_HOME), or use Spark 4");
        }
    }

    /** Returns the class path. Spark's scripts put the settings folder first; shared class data needs the jars first. */
    String classPath(String before, boolean withSettings) {
        return before + ":" + root.resolve("jars") + "/*" + (withSettings ? ":" + root.resolve("conf") : "");
    }
}
