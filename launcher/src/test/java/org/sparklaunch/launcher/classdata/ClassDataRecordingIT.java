package org.sparklaunch.launcher.classdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sparklaunch.platform.quantity.MemorySize;

/** A real master of Spark is recorded, and the next one starts from the record. */
class ClassDataRecordingIT {
    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    @TempDir
    private Path dir;

    private final List<Process> masters = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process master : masters) {
            master.destroyForcibly();
            master.waitFor(10, TimeUnit.SECONDS);
        }
    }

    /** That of this test, and the newer ones that the machine has. */
    static Stream<Path> javas() throws IOException {
        Path own = Path.of(System.getProperty("java.home"), "bin", "java");
        if (!Files.isDirectory(INSTALLED)) {
            return Stream.of(own);
        }
        try (Stream<Path> homes = Files.list(INSTALLED)) {
            List<Path> newer = homes.filter(ClassDataRecordingIT::isNewer)
                    .map(home -> home.resolve("bin/java"))
                    .toList();
            return Stream.concat(Stream.of(own), newer.stream());
        }
    }

    private static boolean isNewer(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/jcmd"))
                    && Files.readAllLines(home.resolve("release")).stream()
                            .anyMatch(line -> line.matches("JAVA_VERSION=\"(2[1-9]|[3-9]\\d)\\b.*"));
        } catch (IOException e) {
            return false; // A JDK that does not tell.
        }
    }

    @ParameterizedTest
    @MethodSource("javas")
    void nextMasterMapsTheRecordedArchive(Path java) throws Exception {
        ClassData classData = new ClassData(dir.resolve("class-data"), false);
        startMaster(java, classData.toRecord(), "first.log");
        new ClassDataRecording(classData, java).record();

        Process second = startMaster(java, classData, "second.log");

        assertThat(Files.readString(Path.of("/proc", Long.toString(second.pid()), "maps")))
                .contains(JvmRole.MASTER.archive(classData.folder()).toString());
        assertThat(Files.readString(dir.resolve("second.log"))).doesNotContain("[cds]");
    }

    private Process startMaster(Path java, ClassData classData, String logName) throws IOException {
        Path log = dir.resolve(logName);
        List<String> command = new Jvm(java, classData).command(JvmRole.MASTER, new MemorySize(256));
        command.addAll(List.of("-cp", System.getenv("SPARK_HOME") + "/jars/*"));
        command.addAll(List.of("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0"));
        command.addAll(List.of("--webui-port", "0"));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        Process master = builder.redirectOutput(log.toFile()).start();
        masters.add(master);
        await("a serving master")
                .atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(log).contains("New state: ALIVE"));
        return master;
    }
}
