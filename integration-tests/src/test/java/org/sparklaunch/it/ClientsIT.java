package org.sparklaunch.it;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that people have, unmodified, against one launch. What each of them checks is in {@code src/test/python}. */
class ClientsIT {
    private static final PythonClient NOTEBOOKS = new PythonClient("LIVY_CLIENTS_PYTHON");
    private static final PythonClient AIRFLOW = new PythonClient("AIRFLOW_PYTHON");

    @TempDir
    static Path folder;

    private static RunningCluster cluster;

    @BeforeAll
    static void launch() {
        // A gigabyte, since that is what Sparkmagic asks for by default.
        cluster = RunningCluster.launch(
                "--livy-max-sessions", "4", "--livy-driver-memory", "1G", "--livy-files", folder.toString());
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
}
