package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.settings.LivyConfigReader;

/** Batches on both Spark lines. */
class BatchIT {
    private static final Duration START_OF_SPARK = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"SPARK_HOME", "SPARK_35_HOME"})
    void exitCodeOfAPythonProgramDecidesItsState(String variable) throws Exception {
        String sparkHome = System.getenv(variable);
        assumeThat(sparkHome).as(variable + " names a Spark to run on").isNotNull();
        Path good = program("good.py", """
                import sys
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                print("rows", spark.range(int(sys.argv[1])).count())
                """);
        Path bad = program("bad.py", "raise SystemExit(3)");
        try (LivyServer livy = LivyServer.start(LivyConfigReader.read(config(sparkHome)))) {
            submit(livy, good, "12");
            submit(livy, bad, "0");

            awaitState(livy, 0, "success");
            awaitState(livy, 1, "dead");

            assertThat(get(livy, "/batches/0/log?size=-1")).contains("\"rows 12\"");
            assertThat(get(livy, "/batches/0")).contains("\"sparkUiUrl\":\"http://127.0.0.1:");
        }
    }

    private Path program(String name, String code) throws IOException {
        return Files.writeString(folder.resolve(name), code);
    }

    private Path config(String sparkHome) throws IOException {
        return Files.writeString(folder.resolve("server.json"), """
                {"listen": {"port": 0}, "stateDir": "%1$s/state",
                 "driver": {"sparkHome": "%2$s", "master": "local[1]", "allowedFileRoots": ["%1$s"]}}
                """.formatted(folder, sparkHome));
    }

    private void submit(LivyServer livy, Path program, String argument) throws Exception {
        String body = "{\"file\":\"" + program + "\",\"args\":[\"" + argument + "\"]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(livy.address() + "/batches"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    private String get(LivyServer livy, String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(livy.address() + path)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitState(LivyServer livy, int batch, String state) {
        await().atMost(START_OF_SPARK)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> get(livy, "/batches/" + batch + "/state").contains("\"" + state + "\""));
    }
}
