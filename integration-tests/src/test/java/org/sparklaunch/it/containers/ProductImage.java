package org.sparklaunch.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.sparklaunch.it.Archive;
import org.sparklaunch.it.CommandResult;

/** The image of the archive under test, built once for all tests of this JVM. */
final class ProductImage {
    /** What scripts/docker-engine builds, since no test may depend on a registry. */
    static final String BASE = "local/jre17:bookworm";

    private static final String NAME = build();

    private ProductImage() {}

    static String name() {
        return NAME;
    }

    private static String build() {
        Path script = Path.of("..", "scripts", "build-image").toAbsolutePath().normalize();
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "--base", BASE, "spark-launch:it");
        builder.environment().put("SPARK_LAUNCH_HOME", Archive.home().toString());
        builder.environment().put("SPARK_HOME", Archive.sparkHome().toString());
        CommandResult built = CommandResult.of(builder);
        assertThat(built.exitCode()).as(built.err()).isZero();
        return "spark-launch:it";
    }
}
