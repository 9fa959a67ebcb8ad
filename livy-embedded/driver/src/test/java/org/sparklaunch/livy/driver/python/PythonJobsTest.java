package org.sparklaunch.livy.driver.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.JobRunner;
import org.sparklaunch.livy.driver.kernel.KernelSession;

/** Jobs in a kernel that runs statements meanwhile; the kernel itself pickles them and reads their results. */
@Timeout(120)
class PythonJobsTest {
    @TempDir
    private static Path workDir;

    private static Interpreter python;
    private static JobRunner jobs;

    @BeforeAll
    static void startPython() throws Exception {
        Map<String, String> environment = KernelSession.processEnvironment();
        assumeTrue(
                environment.containsKey("SPARK_HOME"),
                "skipped: PySpark is not installed, run scripts/install-spark or set SPARK_HOME");
        python = new PythonLanguage(environment).start(KernelSession.environment(workDir));
        jobs = python.jobs().orElseThrow();
        KernelSession.run(python, """
                import base64, pickle
                def encode(job):
                    print(base64.b64encode(cloudpickle.dumps(job)).decode('ascii'))
                def decode(text):
                    return pickle.loads(base64.b64decode(base64.b64decode(text)))
                """);
    }

    @AfterAll
    static void stopPython() {
        LocalSpark.get().sparkContext().conf().remove("spark.submit.pyFiles");
        if (python != null) {
            python.close();
        }
    }

    @Test
    void runsAJobOnTheSessionsSpark() throws Exception {
        String result = jobs.run("job-1", pickled("lambda context: context.spark_session.range(17).count()"));

        assertThat(KernelSession.text(python, "decode('" + result + "')")).contains("\"17\"");
    }

    @Test
    void givesNoneBack() throws Exception {
        String result = jobs.run("job-2", pickled("lambda context: None"));

        assertThat(KernelSession.text(python, "decode('" + result + "') is None"))
                .contains("True");
    }

    @Test
    void failsWithLivysWordsAndPythonsTraceback() throws Exception {
        String job = pickled("lambda context: 1 / 0");

        assertThatThrownBy(() -> jobs.run("job-3", job))
                .hasMessageStartingWith("Client job error:Traceback")
                .hasMessageContaining("ZeroDivisionError");
    }

    @Test
    void runsWhileAStatementRuns() throws Exception {
        String job = pickled("lambda context: context.set_shared_object('done', True)");
        Path go = workDir.resolve("go");
        CompletableFuture<String> statement = CompletableFuture.supplyAsync(() -> wait(go));
        await().until(() -> !python.isAlive());

        jobs.run("job-4", job);

        assertThat(statement).isNotDone();
        Files.createFile(go);
        assertThat(statement.join()).contains("waited");
    }

    @Test
    void sharesObjectsBetweenJobs() throws Exception {
        jobs.run("job-5", pickled("lambda context: context.set_shared_object('n', 5)"));

        String result = jobs.run("job-6", pickled("lambda context: context.get_shared_object('n')"));

        assertThat(KernelSession.text(python, "decode('" + result + "')")).contains("\"5\"");
    }

    @Test
    void interruptsAJob() throws Exception {
        KernelSession.run(python, "def spin(context):\n    while True: pass\n");
        String job = pickled("spin");
        CompletableFuture<String> running = CompletableFuture.supplyAsync(() -> run("job-7", job));

        await().until(() -> {
            jobs.interrupt("job-7");
            return running.isDone();
        });

        assertThatThrownBy(running::join).hasMessageContaining("JobCancelled");
    }

    @Test
    void keepsAJobsPrintsOutOfStatements() throws Exception {
        String job = pickled("lambda context: print('from the job')");
        jobs.run("job-8", job);

        assertThat(KernelSession.text(python, "1")).doesNotContain("from the job");
    }

    @Test
    void seesAPythonFileThatWasAddedLater() throws Exception {
        Path module = Files.writeString(LocalSpark.lastingFolder().resolve("added_later.py"), "word = 'hello'");
        LocalSpark.get().sparkContext().conf().set("spark.submit.pyFiles", module.toString());

        assertThat(KernelSession.text(python, "import added_later; added_later.word"))
                .contains("hello");
    }

    private static String pickled(String function) throws InterruptedException {
        String text = KernelSession.text(python, "encode(" + function + ")");
        return text.substring(text.indexOf('"') + 1, text.lastIndexOf('"'));
    }

    private static String wait(Path go) {
        try {
            return KernelSession.text(
                    python,
                    "import os, time\nwhile not os.path.exists('" + go + "'): time.sleep(0.01)\nprint('waited')");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private static String run(String group, String job) {
        try {
            return jobs.run(group, job);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
