package org.sparklaunch.livy.driver.kernel;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;

/** Finds the installation whose PySpark and SparkR belong to the running driver. */
public final class DriverSparkHome {

    private DriverSparkHome() {}

    /**
     * Returns a folder of the installation.
     *
     * <p>The place of the driver's jars comes first. {@code SPARK_HOME} may come from a user's profile and name another
     * version.
     *
     * @param folder relative to the Spark home, e.g. {@code python}
     */
    public static Optional<Path> find(String folder, Map<String, String> environment) {
        return homeOfJars()
                .map(home -> home.resolve(folder))
                .filter(Files::isDirectory)
                .or(() -> Optional.ofNullable(environment.get("SPARK_HOME"))
                        .map(home -> Path.of(home, folder))
                        .filter(Files::isDirectory));
    }

    private static Optional<Path> homeOfJars() {
        CodeSource source = SparkContext.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path jars = Path.of(source.getLocation().toURI()).getParent();
            return Optional.ofNullable(jars).map(Path::getParent);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Spark was loaded from " + source.getLocation() + ", not from a file", e);
        }
    }
}
