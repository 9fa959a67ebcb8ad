package org.sparklaunch.livy.driver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.spark.SparkFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerEndpoint;
import org.sparklaunch.livy.driver.testing.JarWithClass;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionSecret;

@Timeout(60)
class ResourceInstallerTest {
    private Path folder;

    private final EventOutbox outbox = new EventOutbox();
    private final ResourceInstaller resources = new ResourceInstaller(outbox);

    @BeforeEach
    void open() throws IOException {
        // Stays: tasks of every later test fetch what was added once.
        folder = LocalSpark.lastingFolder();
        resources.open(LocalSpark.get().sparkContext(), uploads());
    }

    /** Nobody is asked: what these tests add is here. */
    private UploadFetch uploads() {
        return new UploadFetch(
                new ServerEndpoint("127.0.0.1", 1, "0", SessionSecret.generate(), Duration.ofMinutes(1)), folder);
    }

    @AfterEach
    void close() {
        LocalSpark.get().sparkContext().conf().remove("spark.submit.pyFiles");
        resources.close();
    }

    @Test
    void makesAJarsClassesKnownToWhatRunsInTheSession() throws Exception {
        Path jar = JarWithClass.create(folder, "AddedLater", "hello");

        assertThat(add(1, ResourceType.JAR, jar.toString()).error()).isNull();

        Class<?> added =
                Class.forName("AddedLater", true, Thread.currentThread().getContextClassLoader());
        assertThat(added.getMethod("word").invoke(null)).isEqualTo("hello");
    }

    @Test
    void makesAFileKnownToSpark() throws Exception {
        Path file = Files.writeString(folder.resolve("added-numbers.txt"), "1 2 3");

        assertThat(add(2, ResourceType.FILE, file.toUri().toString()).error()).isNull();

        assertThat(Path.of(SparkFiles.get("added-numbers.txt"))).hasContent("1 2 3");
    }

    @Test
    void remembersPythonFilesForKernels() throws Exception {
        Path file = Files.writeString(folder.resolve("module.py"), "word = 'hello'");

        add(3, ResourceType.PYFILE, file.toString());

        assertThat(LocalSpark.get().sparkContext().conf().get("spark.submit.pyFiles", ""))
                .contains(file.toString());
    }

    @Test
    void namesTheMissingFile() throws Exception {
        Path missing = folder.resolve("missing.jar");

        assertThat(add(4, ResourceType.JAR, missing.toString()).error())
                .contains("FileNotFoundException", missing.toString());
    }

    private DriverMessage.ResourceAdded add(int request, ResourceType type, String uri)
            throws IOException, InterruptedException {
        resources.add(new ServerMessage.AddResource(request, type, uri));
        return (DriverMessage.ResourceAdded) outbox.take();
    }
}
