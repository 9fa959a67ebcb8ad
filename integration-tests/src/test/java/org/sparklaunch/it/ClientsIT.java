package org.sparklaunch.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that people have, unmodified, against one launch. What each of them checks is in {@code src/test/python}. */
class ClientsIT {
    private static final PythonClient NOTEBOOKS = new PythonClient("LIVY_CLIENTS_PYTHON");
    private static final PythonClient AIRFLOW = new PythonClient("AIRFLOW_PYTHON");
    private static final PythonClient DBT = new PythonClient("DBT_PYTHON");

    @TempDir
    static Path folder;

    private static RunningCluster cluster;

    @BeforeAll
    static void launch() throws IOException {
        // A gigabyte, since that is what Sparkmagic asks for by default.
        cluster = RunningCluster.launch(
                "--livy-max-sessions",
                "4",
                "--livy-driver-memory",
                "1G",
                "--livy-files",
                folder.toString(),
                "--dli-presets",
                presets().toString());
    }

    private static Path presets() throws IOException {
        Path packages = Files.createDirectories(folder.resolve("packages/group"));
        return Files.writeString(folder.resolve("presets.json"), """
                {"types": {"A": {"driverCores": 1, "executorCores": 1, "driverMemory": "600 MB", "executorMemory": "512 MB",
                  "numExecutors": 1}}, "packages": "%s"}
                """.formatted(packages.getParent()));
    }

    @AfterAll
    static void end() {
        cluster.close();
    }

    @Test
    void sparkmagicRunsNotebooks() {
        NOTEBOOKS.run("test_sparkmagic.py", cluster, folder);
    }

    @Test
    void pylivyWorksAsItsOwnTestsAsk() {
        NOTEBOOKS.run("test_pylivy.py", cluster, folder);
    }

    @Test
    void airflowRunsBatches() {
        AIRFLOW.run("test_airflow.py", cluster, folder);
    }

    @Test
    void programsOfDataLakeInsightRun() {
        NOTEBOOKS.run("test_dli.py", cluster, folder);
    }

    @Test
    void dbtBuildsModels() {
        DBT.run("test_dbt.py", cluster, folder);
    }
}
