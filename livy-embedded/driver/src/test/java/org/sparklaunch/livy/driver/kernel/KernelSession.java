package org.sparklaunch.livy.driver.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.output.StatementOutput;

/** What tests of languages with a process of their own share. */
public final class KernelSession {

    private static final AtomicInteger STATEMENTS = new AtomicInteger();

    private KernelSession() {}

    /** A session whose outputs hold 100 000 bytes at most. */
    public static InterpreterEnvironment environment(Path workDir) {
        return new InterpreterEnvironment(LocalSpark.get(), workDir, new OutputLimits(1000, 100_000));
    }

    /** This process's environment, with a Spark home where the tests' Spark is installed. */
    public static Map<String, String> processEnvironment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        String version = LocalSpark.get().version();
        environment.computeIfAbsent("SPARK_HOME", name -> installed(version));
        environment.values().removeIf(String::isEmpty);
        return environment;
    }

    private static String installed(String version) {
        Path cache = Path.of(System.getenv()
                .getOrDefault("SPARK_LAUNCH_CACHE", System.getProperty("user.home") + "/.cache/spark-launch"));
        if (!Files.isDirectory(cache)) {
            return "";
        }
        try (Stream<Path> folders = Files.walk(cache, 2)) {
            return folders.filter(folder -> folder.endsWith("spark-" + version))
                    .map(Path::toString)
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs code as the next statement. */
    public static StatementOutput run(Interpreter interpreter, String code) throws InterruptedException {
        return interpreter.execute(new StatementInput(STATEMENTS.getAndIncrement(), code));
    }

    /** The printed text of code that succeeds, still quoted, or the failure. */
    public static String text(Interpreter interpreter, String code) throws InterruptedException {
        StatementOutput output = run(interpreter, code);
        return output instanceof StatementOutput.Success success
                ? success.data().toString()
                : "failed: " + output;
    }
}
