package org.sparklaunch.it.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.sparklaunch.it.CommandResult;
import org.testcontainers.DockerClientFactory;

/** The engine of this machine, by its own command line. */
final class DockerEngine {
    /** Set by scripts/test where it could start an engine: there a skip would hide a failure. */
    private static final String REQUIRED = "SPARK_LAUNCH_REQUIRE_CONTAINERS";

    private static final boolean ANSWERS =
            hasBaseImage() && DockerClientFactory.instance().isDockerAvailable();

    private DockerEngine() {}

    /** Skips the test at hand where no engine with the base image answers, or fails it where one is required. */
    static void require() {
        if (Boolean.parseBoolean(System.getenv(REQUIRED))) {
            assertThat(ANSWERS)
                    .as("a Docker engine with the image " + ProductImage.BASE + " answers, as " + REQUIRED + " demands")
                    .isTrue();
        }
        Assumptions.assumeTrue(
                ANSWERS,
                "no Docker engine with the image " + ProductImage.BASE + "; scripts/docker-engine provides both");
    }

    /** By the command line, since that is what builds the image and may look for the engine elsewhere. */
    private static boolean hasBaseImage() {
        try {
            return docker("image", "inspect", ProductImage.BASE).exitCode() == 0;
        } catch (UncheckedIOException e) {
            return false; // There is no docker command.
        }
    }

    static CommandResult docker(String... arguments) {
        List<String> line = new ArrayList<>(List.of("docker"));
        line.addAll(List.of(arguments));
        return CommandResult.of(new ProcessBuilder(line));
    }
}
