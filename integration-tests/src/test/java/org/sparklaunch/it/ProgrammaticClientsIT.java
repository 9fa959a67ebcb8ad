package org.sparklaunch.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.livy.Job;
import org.apache.livy.JobHandle;
import org.apache.livy.LivyClient;
import org.apache.livy.LivyClientBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.it.jobs.CountOddsOnExecutors;
import org.sparklaunch.it.jobs.CountRange;
import org.sparklaunch.it.jobs.Fail;
import org.sparklaunch.it.jobs.ReadSharedFile;
import org.sparklaunch.it.jobs.Sleep;

/** Livy's own Java client as Maven Central has it, and what Livy's Python client does, against a launch. */
@TestMethodOrder(MethodOrderer.MethodName.class)
class ProgrammaticClientsIT {
    @TempDir
    private static Path folder;

    private static RunningCluster cluster;
    private static Http livy;
    private static LivyClient client;

    /** The client does not wait for its session: the jar is uploaded while that starts. */
    @BeforeAll
    static void connect() throws Exception {
        cluster = RunningCluster.launch();
        livy = cluster.livy();
        client = new LivyClientBuilder(false)
                .setURI(URI.create(cluster.discovered().get("livy").asText()))
                .build();
        client.uploadJar(JobsJar.create(folder).toFile()).get(2, TimeUnit.MINUTES);
    }

    @AfterAll
    static void end() {
        client.stop(true);
        cluster.close();
    }

    @Test
    void jobRunsOnTheSessionsSpark() throws Exception {
        assertThat(result(client.submit(new CountRange(1000)))).isEqualTo(1000L);
        assertThat(client.run(new CountRange(7)).get(1, TimeUnit.MINUTES)).isEqualTo(7L);
    }

    @Test
    void jobThatIsItselfTheClosureRunsOnExecutors() throws Exception {
        assertThat(result(client.submit(new CountOddsOnExecutors(9)))).isEqualTo(5L);
    }

    @Test
    void jobWithoutAResultSucceeds() throws Exception {
        assertThat(result(client.submit(new Sleep(1)))).isNull();
    }

    @Test
    void failingJobShowsItsException() {
        assertThatThrownBy(() -> result(client.submit(new Fail("of its own"))))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("IllegalStateException: of its own");
    }

    /** This client writes a lambda as the name of a class that exists only in its own process; so it is with Livy. */
    @Test
    void lambdaFailsWithAReason() {
        Job<Integer> lambda = context -> 1;

        assertThatThrownBy(() -> result(client.submit(lambda))).hasMessageContaining("Unable to find class");
    }

    @Test
    void cancelledJobEndsAndTheSessionContinues() throws Exception {
        JobHandle<Void> sleeping = client.submit(new Sleep(600_000));
        await().atMost(Duration.ofMinutes(1)).until(() -> sleeping.getState() == JobHandle.State.STARTED);

        sleeping.cancel(true);

        await().atMost(Duration.ofSeconds(20)).until(sleeping::isCancelled);
        assertThat(result(client.submit(new CountRange(3)))).isEqualTo(3L);
    }

    @Test
    void uploadedFileIsAvailableToTheNextJob() throws Exception {
        Path file = Files.writeString(folder.resolve("words.txt"), "one two");
        client.uploadFile(file.toFile()).get(1, TimeUnit.MINUTES);

        assertThat(result(client.submit(new ReadSharedFile("words.txt")))).isEqualTo("one two");
    }

    @Test
    void uploadedJarIsAvailableToTheNextStatement() {
        int id = livy.get("/sessions").json().at("/sessions/0/id").asInt();
        LivySession session = LivySession.of(livy, id);

        JsonNode statement = session.run("spark", "org.sparklaunch.it.jobs.CountRange.greeting()");

        assertThat(statement.at("/output/data/text~1plain").asText()).contains("hello from the jar");
    }

    @Test
    void pythonJobsRunAsLivysPythonClientSendsThem() throws Exception {
        Path script = folder.resolve("python_client.py");
        Files.copy(getClass().getResourceAsStream("python_client.py"), script);
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        script.toString(),
                        cluster.discovered().get("livy").asText())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(Map.of("PYTHONPATH", pythonPath()));
        Process process = builder.start();

        JsonNode said = Http.parse(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));

        assertThat(process.waitFor()).isZero();
        assertThat(said.get("count").asInt()).isEqualTo(17);
        assertThat(said.get("none").isNull()).isTrue();
        assertThat(said.get("module").asText()).isEqualTo("hello from the module");
        assertThat(said.get("shared").asInt()).isEqualTo(5);
        assertThat(said.get("failure").asText()).contains("Client job error:", "ZeroDivisionError");
        assertThat(said.get("cancelled").asText()).isEqualTo("CANCELLED");
        assertThat(said.get("statement").asText()).isEqualTo("'hello from the module'");
    }

    private static String pythonPath() throws Exception {
        Path python = Archive.sparkHome().resolve("python");
        try (var libraries = Files.list(python.resolve("lib"))) {
            return libraries
                    .map(Path::toString)
                    .filter(name -> name.contains("py4j"))
                    .reduce(python.toString(), (path, library) -> path + ":" + library);
        }
    }

    private static <T> T result(JobHandle<T> handle) throws Exception {
        return handle.get(1, TimeUnit.MINUTES);
    }
}
