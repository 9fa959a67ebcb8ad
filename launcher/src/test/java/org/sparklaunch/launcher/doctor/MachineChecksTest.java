package org.sparklaunch.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.launcher.doctor.Finding.Severity;
import org.sparklaunch.launcher.process.DelegatedGroup;
import org.sparklaunch.platform.process.DaemonThreads;

class MachineChecksTest {
    @TempDir
    private Path dir;

    private Path program(String script) throws IOException {
        Path file = Files.writeString(dir.resolve("program"), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void programIsReportedWithItsVersion() throws Exception {
        Finding finding = MachineChecks.program(
                "Python", program("echo Python 3.12; echo more").toString(), "x");

        assertThat(finding.line()).isEqualTo("ok    Python: Python 3.12");
    }

    @Test
    void programThatFailsIsAWarningWithAdvice() throws Exception {
        Finding finding = MachineChecks.program("R", program("exit 1").toString(), "sparkr sessions");

        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.line()).contains("--version fails; repair it, or do not use sparkr sessions");
    }

    @Test
    void missingProgramIsAWarningWithAdvice() {
        assertThat(MachineChecks.program("R", dir.resolve("none").toString(), "sparkr sessions")
                        .line())
                .startsWith("warn  R: ")
                .endsWith("is not on PATH; install it, or do not use sparkr sessions");
    }

    @Test
    void missingFolderHasTheDiskOfItsParent() {
        Finding finding = MachineChecks.disk(dir.resolve("not/yet"));

        assertThat(finding.measured()).contains("GiB free for " + dir.resolve("not/yet"));
    }

    @Test
    void lowLimitOfOpenFilesIsAWarning() {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max open files            1024                 1024                 files
                """;

        assertThat(MachineChecks.openFiles(limits).line())
                .startsWith("warn  open files: a process may open 1024 files; raise the limit to 4096");
        assertThat(MachineChecks.openFiles(limits.replace("1024", "1048576")).severity())
                .isEqualTo(Severity.OK);
        assertThat(MachineChecks.openFiles(limits.replace("1024     ", "unlimited"))
                        .severity())
                .isEqualTo(Severity.OK);
    }

    @Test
    void localFolderThatOthersCanEnterFails() throws IOException {
        Path open = Files.createDirectory(dir.resolve("local"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(MachineChecks.localFolder(open).line()).startsWith("fail  local folder: other accounts can enter");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwx------"));
        assertThat(MachineChecks.localFolder(open).severity()).isEqualTo(Severity.OK);
    }

    @Test
    void clockIsComparedWithTheFileSystem() {
        assertThat(MachineChecks.clock(Instant.now(), dir).severity()).isEqualTo(Severity.OK);
        assertThat(MachineChecks.clock(Instant.now().plusSeconds(60), dir).severity())
                .isEqualTo(Severity.WARN);
        assertThat(MachineChecks.clock(Instant.EPOCH, dir).severity()).isEqualTo(Severity.FAIL);
        assertThat(MachineChecks.clock(Instant.now(), dir.resolve("none")).severity())
                .isEqualTo(Severity.FAIL);
    }

    @Test
    void missingControlGroupIsAWarningWithTheReason() {
        Finding finding = MachineChecks.driverLimits(new DelegatedGroup(Path.of("/g"), "no group"));

        assertThat(finding.line()).startsWith("warn  driver limits: drivers have no limits but their heap: no group");
        assertThat(MachineChecks.driverLimits(new DelegatedGroup(Path.of("/g"), ""))
                        .measured())
                .isEqualTo("each driver runs in its own control group below /g");
    }

    @ParameterizedTest
    @CsvSource({
        "host:port, the port is not a number",
        "127.0.0.1:99999, cannot be reached",
        "no-such-host.invalid, cannot be reached"
    })
    void wrongZooKeeperAddressFails(String address, String problem) {
        Finding finding = ZooKeeperCheck.server(address);

        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.measured()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "'Zookeeper version: 3.9.5-abc, built on 2025', OK, version 3.9.5",
        "'srvr is not executed because it is not in the whitelist.', WARN, answers without its version",
        "'', WARN, no answer"
    })
    void answerOfZooKeeperIsReported(String answer, Severity severity, String measured) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            DaemonThreads.start("fake-zookeeper", () -> {
                try (var socket = server.accept()) {
                    socket.getInputStream().readNBytes(4);
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            Finding finding = ZooKeeperCheck.server("127.0.0.1:" + server.getLocalPort());

            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.measured()).contains(measured);
        }
    }
}
