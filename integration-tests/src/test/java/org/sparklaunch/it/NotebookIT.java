package org.sparklaunch.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The notebook extension from its wheel, in Jupyter kernels against one launch. What is checked is in {@code notebook/tests}. */
class NotebookIT {
    private static final Path TESTS =
            Path.of("../notebook/tests").toAbsolutePath().normalize();
    private static final String INTERPRETER = "NOTEBOOK_PYTHON";

    @TempDir
    static Path folder;

    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        // The sessions' Python has pandas, polars and matplotlib as the notebook's has.
        cluster = RunningCluster.launch(
                builder -> builder.environment().put("PYSPARK_PYTHON", System.getenv(INTERPRETER)),
                "--livy-max-sessions",
                "3",
                "--livy-driver-memory",
                "1G",
                // Room for an executor of 4g, as the source page asks for, beside those of other sessions.
                "--worker-memory",
                "6G",
                "--livy-warm-python",
                "--livy-files",
                folder.toString());
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void notebooksRunOnARealLaunch() {
        String discovery =
                String.join(" ", Archive.commandLine("spark-discovery")) + " --state-dir " + cluster.stateDir();
        new PythonClient(INTERPRETER)
                .run(TESTS.resolve("launch").toString(), cluster, folder, Map.of("SPARK_DISCOVERY", discovery));
    }

    /** On every Python that the machine has. */
    @ParameterizedTest
    @MethodSource("interpreters")
    void unitTestsPass(String variable) {
        new PythonClient(variable).run(TESTS.resolve("unit").toString(), cluster, folder);
    }

    static List<String> interpreters() {
        return System.getenv().keySet().stream()
                .filter(name -> name.equals(INTERPRETER) || name.matches("NOTEBOOK_PYTHON_3_\\d+"))
                .sorted()
                .toList();
    }
}
