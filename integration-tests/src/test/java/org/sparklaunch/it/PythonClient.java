package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Real clients in an environment of their own, driven by the pytest files beside these tests. */
final class PythonClient {
    private static final Path TESTS = Path.of("src/test/python").toAbsolutePath();

    /** Half a minute each on a quiet machine. */
    private static final Duration LIMIT = Duration.ofMinutes(6);

    private final String interpreter;

    /** Takes the environment variable that names the clients' Python interpreter. */
    PythonClient(String variable) {
        interpreter = interpreter(variable);
    }

    /** Returns the folder with the programs of the clients' environment. */
    static Path programs(String variable) {
        return Path.of(interpreter(variable)).toAbsolutePath().getParent();
    }

    private static String interpreter(String variable) {
        String interpreter = System.getenv(variable);
        if (interpreter == null) {
            throw new IllegalStateException(variable + " is not set: run these tests by scripts/test");
        }
        return interpreter;
    }

    /** Runs the tests of a file against the cluster; what failed, and why, is in the failure's text. */
    void run(String file, RunningCluster cluster, Path folder) {
        run(file, cluster, folder, Map.of());
    }

    /** The same with more variables in the environment. */
    void run(String file, RunningCluster cluster, Path folder, Map<String, String> environment) {
        run(file, cluster.ready().get("livy").asText(), folder, environment);
    }

    /** The same against any address. */
    void run(String file, String livy, Path folder) {
        run(file, livy, folder, Map.of());
    }

    private void run(String file, String livy, Path folder, Map<String, String> environment) {
        ProcessBuilder pytest = new ProcessBuilder(List.of(
                interpreter, "-m", "pytest", "-p", "no:cacheprovider", "-q", "--tb=short", "--durations=5", file));
        pytest.directory(TESTS.toFile());
        pytest.environment().put("LIVY_URL", livy);
        pytest.environment().put("AIRFLOW_CONN_LIVY_DEFAULT", livy);
        pytest.environment().put("AIRFLOW_HOME", folder.resolve("airflow").toString());
        pytest.environment().put("PROGRAMS", folder.toString());
        pytest.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        pytest.environment().putAll(environment);
        CommandResult result = CommandResult.of(pytest, LIMIT);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
    }
}
