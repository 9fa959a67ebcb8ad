package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.platform.file.AllowedFolders;

/** One Spark with one core for all tests of a run: starting it takes seconds. */
public final class LocalSpark {
    private static final Path FOLDER = Path.of("target", "local-spark").toAbsolutePath();

    private static volatile PolicyGate gate = PolicyGate.open();

    private LocalSpark() {}

    /** What holds the session from now on. */
    public static void gate(PolicyGate next) {
        gate = next;
    }

    /** The running session, started now if this is the first test, or one before stopped it. */
    public static synchronized SparkSession get() {
        configure();
        try {
            return SparkSessionStarter.start(
                    FOLDER.resolve("repl-classes"),
                    session -> gate,
                    new AllowedFolders(List.of(FOLDER)),
                    Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says as system properties what Spark's submit class says so. */
    static void configure() {
        System.setProperty("spark.master", "local[1]");
        System.setProperty("spark.app.name", "livy-driver tests");
        System.setProperty("spark.ui.enabled", "false");
        System.setProperty("spark.driver.host", "127.0.0.1");
        System.setProperty("spark.driver.bindAddress", "127.0.0.1");
        System.setProperty("spark.sql.shuffle.partitions", "1");
        System.setProperty("spark.sparkLaunch.fullResults.dir", fullResults().toString());
        System.setProperty("spark.sparkLaunch.fullResults.maxBytes", "2000000");
        System.setProperty(
                "spark.sql.warehouse.dir", FOLDER.resolve("warehouse").toString());
    }

    /** Where this Spark writes full results. */
    public static Path fullResults() {
        return FOLDER.resolve("full-results");
    }

    /** A folder that outlives the test, for files that this Spark is given. */
    public static Path lastingFolder() throws IOException {
        return Files.createTempDirectory(Files.createDirectories(FOLDER), "given");
    }

    /** An environment on it with the given limits. */
    public static InterpreterEnvironment environment(OutputLimits limits) {
        try {
            return new InterpreterEnvironment(get(), Files.createDirectories(FOLDER.resolve("work")), limits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
