package org.sparklaunch.it.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.sparklaunch.it.Http;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** One container with everything in it, its Livy server published on a port of this machine. Closing removes it. */
final class ProductContainer implements AutoCloseable {
    /** A cluster as small as can be, for one session. */
    static final List<String> SMALL = List.of(
            "--enable-livy",
            "--livy-host",
            "0.0.0.0",
            "--insecure",
            "--livy-max-sessions",
            "1",
            "--livy-driver-memory",
            "512M",
            "--worker-memory",
            "1G",
            "--worker-cores",
            "1");

    private static final int LIVY_PORT = 8998;
    private static final Duration READY_LIMIT = Duration.ofMinutes(3);

    private final GenericContainer<?> container;

    private ProductContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /** Returns when the cluster in it says READY. */
    static ProductContainer start(long memoryBytes) {
        GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(ProductImage.name()))
                .withImagePullPolicy(image -> false)
                .withCommand(SMALL.toArray(String[]::new))
                .withExposedPorts(LIVY_PORT)
                .withCreateContainerCmdModifier(command ->
                        command.getHostConfig().withMemory(memoryBytes).withMemorySwap(memoryBytes))
                .waitingFor(Wait.forLogMessage("READY .*", 1).withStartupTimeout(READY_LIMIT));
        try {
            container.start();
        } catch (RuntimeException e) {
            throw new AssertionError("the container did not get ready and said: " + container.getLogs(), e);
        }
        return new ProductContainer(container);
    }

    Http livy() {
        return new Http("http://" + container.getHost() + ":" + container.getMappedPort(LIVY_PORT));
    }

    String id() {
        return container.getContainerId();
    }

    /** Everything its processes said. */
    String said() {
        return container.getLogs();
    }

    /** Runs a command in the container and returns its standard output. */
    String run(String... command) {
        try {
            ExecResult result = container.execInContainer(command);
            if (result.getExitCode() != 0) {
                throw new AssertionError(String.join(" ", command) + " ended with " + result.getExitCode() + ": "
                        + result.getStdout() + result.getStderr());
            }
            return result.getStdout();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a command ran in the container", e);
        }
    }

    /** State and command line of every process in it, one a line. */
    List<String> processes() {
        return run("ps", "-eo", "stat=,ppid=,pid=,args=").lines().toList();
    }

    @Override
    public void close() {
        container.close();
    }
}
