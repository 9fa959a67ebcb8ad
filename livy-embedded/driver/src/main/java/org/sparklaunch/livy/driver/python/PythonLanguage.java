package org.sparklaunch.livy.driver.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.kernel.DriverSparkHome;
import org.sparklaunch.livy.driver.kernel.Kernel;
import org.sparklaunch.livy.driver.kernel.KernelFiles;
import org.sparklaunch.livy.driver.kernel.KernelSpec;
import org.sparklaunch.livy.driver.kernel.SessionFilesFolder;

/** Starts Python kernels. */
public final class PythonLanguage implements InterpreterFactory {

    private static final String MODULE = "sparklaunch_kernel";
    private static final List<String> SCRIPTS = Stream.of(
                    "__init__",
                    "__main__",
                    "backend",
                    "capture",
                    "errors",
                    "figures",
                    "frames",
                    "jobs",
                    "magics",
                    "session",
                    "source",
                    "statements")
            .map(name -> MODULE + "/" + name + ".py")
            .toList();

    private final Map<String, String> environment;

    /**
     * Makes a language that finds Python as this process does.
     *
     * @param environment of the driver's process
     */
    public PythonLanguage(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Interpreter start(InterpreterEnvironment session) throws InterpreterStartException, InterruptedException {
        Path pythonFolder = DriverSparkHome.find("python", environment)
                .orElseThrow(() -> new InterpreterStartException(
                        "this Spark has no python folder with PySpark; install a distribution that has it"));
        SparkContext context = session.spark().sparkContext();
        addPythonFiles(context);
        String python = SessionFilesFolder.resolve(executable(context.conf()));
        try {
            Path scripts = KernelFiles.write(PythonLanguage.class, SCRIPTS, session.workDir());
            PythonBridge bridge = PythonBridge.open(session.spark());
            KernelSpec spec = new KernelSpec(
                    "python",
                    new KernelSpec.Program(
                            List.of(python, "-m", MODULE),
                            childEnvironment(context.conf(), scripts, pythonFolder),
                            SessionFilesFolder.get()),
                    "install Python 3 or name it in spark.pyspark.python",
                    List.of(
                            String.valueOf(bridge.port()),
                            bridge.secret(),
                            String.valueOf(session.limits().bytes()),
                            Files.createDirectories(session.workDir().resolve("jobs"))
                                    .toString()));
            return Kernel.start(spec, session.limits(), bridge);
        } catch (IOException e) {
            throw new InterpreterStartException("cannot write the Python kernel to " + session.workDir(), e);
        }
    }

    /** Spark's own order: configuration before environment, the driver's Python before the workers'. */
    private String executable(SparkConf conf) {
        return Stream.of(
                        conf.get("spark.pyspark.driver.python", ""),
                        conf.get("spark.pyspark.python", ""),
                        environment.getOrDefault("PYSPARK_DRIVER_PYTHON", ""),
                        environment.getOrDefault("PYSPARK_PYTHON", ""))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("python3");
    }

    private Map<String, String> childEnvironment(SparkConf conf, Path scripts, Path pythonFolder) throws IOException {
        Map<String, String> child = new HashMap<>();
        child.put("PYTHONPATH", pythonPath(scripts, pythonFolder));
        child.put("SPARK_HOME", String.valueOf(pythonFolder.getParent()));
        child.put("PYSPARK_PIN_THREAD", "true");
        // Executors must hash text as the driver does, or keys go to the wrong partitions.
        child.put("PYTHONHASHSEED", environment.getOrDefault("PYTHONHASHSEED", "0"));
        child.put("MPLBACKEND", environment.getOrDefault("MPLBACKEND", "module://" + MODULE + ".backend"));
        String workers = conf.get("spark.pyspark.python", "");
        if (!workers.isBlank()) {
            child.put("PYSPARK_PYTHON", workers);
        }
        return child;
    }

    private String pythonPath(Path scripts, Path pythonFolder) throws IOException {
        Stream<String> installed = Stream.of(scripts, pythonFolder).map(Path::toString);
        String inherited = environment.getOrDefault("PYTHONPATH", "");
        return Stream.of(installed, py4j(pythonFolder).stream(), Stream.of(inherited))
                .flatMap(entries -> entries)
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }

    private static Optional<String> py4j(Path pythonFolder) throws IOException {
        Path lib = pythonFolder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.map(Path::toString)
                    .filter(name -> name.matches(".*/py4j-[^/]*\\.zip"))
                    .findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** PySpark expects that Spark's submit class has added the application's Python files. */
    private static void addPythonFiles(SparkContext context) {
        for (String file : context.conf().get("spark.submit.pyFiles", "").split(",", -1)) {
            if (!file.isBlank() && !context.allAddedFiles().contains(file)) {
                context.addFile(file);
            }
        }
    }
}
