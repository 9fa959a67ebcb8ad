package org.sparklaunch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/**
 * Keeps the logs of every launch of a test class in {@code target/clusters/CLASS} if one of its tests failed. Launches remove
 * their folders when they are closed, so each hands in its logs before; those of a class that passed are deleted. Tests run one
 * after the other.
 */
public final class KeptLogs
        implements BeforeAllCallback,
                AfterTestExecutionCallback,
                LifecycleMethodExecutionExceptionHandler,
                AfterAllCallback {
    private static final Path ROOT = Path.of("target", "clusters");
    private static final List<Path> ENDED = new ArrayList<>();
    private static boolean failed;

    /** Copies the output and the logs of a launch that is about to be removed. */
    static void keep(Path launch) {
        try (Stream<Path> files = Files.walk(launch)) {
            Path kept = Files.createDirectories(ROOT.resolve("running").resolve(launch.getFileName()));
            ENDED.add(kept);
            for (Path file : files.filter(KeptLogs::isLog).toList()) {
                Path copy = kept.resolve(launch.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | UncheckedIOException e) {
            // A file that a process removes meanwhile must not fail the test.
            System.err.println("Not all logs of " + launch + " are kept: " + e);
        }
    }

    private static boolean isLog(Path file) {
        String name = file.getFileName().toString();
        return Files.isRegularFile(file)
                && (name.contains(".log") || name.equals("out") || name.equals("err") || name.startsWith("std"));
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ENDED.clear();
        failed = false;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        failed |= context.getExecutionException().isPresent();
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable cause) throws Throwable {
        failed = true;
        throw cause;
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        Path folder = ROOT.resolve(context.getRequiredTestClass().getSimpleName());
        remove(folder);
        for (Path launch : ENDED) {
            if (failed) {
                Files.createDirectories(folder);
                Files.move(launch, folder.resolve(launch.getFileName()));
            } else {
                remove(launch);
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
