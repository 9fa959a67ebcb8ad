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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.launcher.config.MemorySize;

/** A real master of Spark is recorded, and the next one starts from the record. */
class ClassDataRecordingIT {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

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

    @Test
    void theNextMasterMapsWhatWasRecorded() throws Exception {
        ClassData classData = new ClassData(dir.resolve("class-data"), false);
        startMaster(classData.toRecord(), "first.log");
        new ClassDataRecording(classData, JAVA).record();

        Process second = startMaster(classData, "second.log");

        assertThat(Files.readString(Path.of("/proc", Long.toString(second.pid()), "maps")))
                .contains(JvmRole.MASTER.archive(classData.folder()).toString());
    }

    private Process startMaster(ClassData classData, String logName) throws IOException {
        Path log = dir.resolve(logName);
        List<String> command = new Jvm(JAVA, classData).command(JvmRole.MASTER, new MemorySize(256));
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
