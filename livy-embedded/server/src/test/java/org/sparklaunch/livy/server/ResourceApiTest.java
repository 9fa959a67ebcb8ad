package org.sparklaunch.livy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparklaunch.livy.server.ServerFixture.Answer;

class ResourceApiTest {
    @TempDir
    Path folder;

    private ServerFixture livy;

    @BeforeEach
    void start() {
        livy = new ServerFixture(folder);
        livy.idleSession("{\"kind\":\"spark\"}");
    }

    @AfterEach
    void stop() throws IOException {
        livy.close();
    }

    @ParameterizedTest
    @CsvSource({"upload-jar, jar", "upload-pyfile, file", "upload-file, file"})
    void givesAnUploadToTheDriver(String endpoint, String part) throws IOException {
        Answer answer = upload(endpoint, part, "a.bin", "content");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(uploaded(0)).hasFileName("a.bin").hasContent("content");
    }

    @ParameterizedTest
    @CsvSource({"upload-jar, jar", "upload-pyfile, file", "upload-file, file"})
    void missingPartIsNamed(String endpoint, String part) {
        Answer answer = upload(endpoint, "other", "a.bin", "content");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("\"No " + part + " sent!\"");
    }

    @Test
    void requestWithoutPartsIsRefused() {
        assertThat(livy.post("/sessions/0/upload-jar", "{}").body()).isEqualTo("\"No jar sent!\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../secret", "/etc/secret", "..\\secret", "utf-8''..%2F..%2Fsecret", "a/./secret"})
    void keepsOnlyTheLastPartOfAName(String name) throws IOException {
        assertThat(upload("upload-file", "file", name, "x").status()).isEqualTo(200);

        assertThat(uploaded(0)).hasFileName("secret").startsWith(livy.stateDir.toRealPath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "a/", "/"})
    void refusesANameThatNamesNoFile(String name) {
        Answer answer = upload("upload-file", "file", name, "x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("is not a file name");
    }

    @Test
    void keepsAnEarlierUploadOfTheSameName() throws IOException {
        upload("upload-file", "file", "a.txt", "first");
        upload("upload-file", "file", "a.txt", "second");

        assertThat(uploaded(0)).hasContent("first");
        assertThat(uploaded(1)).hasContent("second");
    }

    @Test
    void removesUploadsWithTheirSession() throws IOException {
        upload("upload-file", "file", "a.txt", "x");
        Path file = uploaded(0);

        livy.delete("/sessions/0");

        assertThat(file).doesNotExist();
    }

    @Test
    void responseWaitsForTheDriver() {
        livy.drivers.startSlowly();
        livy.post("/sessions", "{}");

        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> livy.post("/sessions/1/add-jar", uri("hdfs://host/a.jar")));

        assertThat(answer)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(Answer::status)
                .isEqualTo(200);
    }

    @Test
    void failureOfTheDriverIsShown() {
        Answer answer = livy.post("/sessions/0/add-jar", uri("http://host/broken"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("\"java.io.FileNotFoundException: http://host/broken\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"add-jar", "add-pyfile", "add-file"})
    void addsOnlyLocalFilesBelowAnAllowedFolder(String endpoint) throws IOException {
        Path allowed = Files.createDirectories(folder.resolve("allowed"));
        Path good = Files.writeString(allowed.resolve("good.jar"), "x");
        Path sibling = Files.writeString(
                Files.createDirectories(folder.resolve("allowed-not")).resolve("a.jar"), "x");
        Path link = Files.createSymbolicLink(allowed.resolve("link.jar"), sibling);

        assertThat(livy.post("/sessions/0/" + endpoint, uri(good.toString())).status())
                .isEqualTo(200);
        assertThat(List.of(sibling.toString(), link.toString(), "file://" + link, allowed + "/../allowed-not/a.jar"))
                .allSatisfy(
                        path -> assertThat(livy.post("/sessions/0/" + endpoint, uri(path)))
                                .extracting(Answer::status, Answer::body)
                                .containsExactly(
                                        400,
                                        "{\"msg\":\"requirement failed: Local path " + path.replace("file://", "")
                                                + " cannot be added to user sessions. Local files must be below a folder of --livy-files\"}"));
        assertThat(livy.post("/sessions/0/" + endpoint, uri("good.jar")).body())
                .isEqualTo("{\"msg\":\"requirement failed: Path 'good.jar' is not absolute.\"}");
    }

    @Test
    void missingAddressIsRefused() {
        assertThat(livy.post("/sessions/0/add-file", "{}").status()).isEqualTo(400);
    }

    @Test
    void addsNothingToADeadSession() {
        livy.post("/sessions/0/stop", "");
        livy.awaitState("/sessions/0", "dead");

        assertThat(List.of(
                        livy.post("/sessions/0/add-file", uri("hdfs://host/a")),
                        upload("upload-jar", "jar", "a.jar", "x")))
                .allSatisfy(answer ->
                        assertThat(answer.body()).isEqualTo("{\"msg\":\"requirement failed: Session isn't active.\"}"));
    }

    @Test
    void uploadAboveTheLimitIsRefusedWithLivysMessage() {
        Answer answer = upload("upload-jar", "jar", "large.jar", "x".repeat(101 * 1024 * 1024));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .isEqualTo("\"org.scalatra.servlet.SizeConstraintExceededException: Too large request or file\"");
    }

    @Test
    void endsARequestWhoseSessionEnds() {
        livy.drivers.startSlowly();
        livy.drivers.ignoreResources();
        livy.post("/sessions", "{}");
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> livy.post("/sessions/1/add-jar", uri("hdfs://host/a.jar")));
        await().until(() -> !livy.drivers.driver(1).resources().isEmpty());

        livy.delete("/sessions/1");

        assertThat(answer.join().body()).contains("the session ended before hdfs://host/a.jar was added");
    }

    private static String uri(String uri) {
        return "{\"uri\":\"" + uri + "\"}";
    }

    private Path uploaded(int index) throws IOException {
        return Path.of(URI.create(livy.drivers.driver(0).resources().get(index)))
                .toRealPath();
    }

    private Answer upload(String endpoint, String part, String name, String content) {
        String body = "--limit\r\nContent-Disposition: form-data; name=\"" + part + "\"; filename=\""
                + name.replace("\\", "\\\\") + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content
                + "\r\n--limit--\r\n";
        return livy.post("/sessions/0/" + endpoint, body, "Content-Type", "multipart/form-data; boundary=limit");
    }

    /** Each is below the limit, but the temporary folder holds them all. */
    @Test
    void manyPartsOfAnUploadAreRefusedTogether() {
        String part = "--limit\r\nContent-Disposition: form-data; name=\"x\"; filename=\"x\"\r\n\r\n"
                + "x".repeat(26 * 1024 * 1024) + "\r\n";

        Answer answer = livy.post(
                "/sessions/0/upload-jar",
                part.repeat(4) + "--limit--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=limit");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("Too large request or file");
    }
}
