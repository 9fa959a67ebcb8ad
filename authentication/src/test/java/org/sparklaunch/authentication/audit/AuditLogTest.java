package org.sparklaunch.authentication.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;

class AuditLogTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private AuditLog open() throws IOException {
        return AuditLog.open(folder, "livy", () -> NOW, event -> {});
    }

    private String content() throws IOException {
        return Files.readString(folder.resolve(AuditLog.FILE));
    }

    private static AuditEvent event(String user) {
        return new AuditEvent(
                "run_statement",
                user,
                "127.0.0.1",
                Map.of("session", "0", "statement", "7"),
                Verdict.ALLOWED,
                null,
                Duration.ofMillis(3));
    }

    @Test
    void eventIsOneLine() throws IOException {
        try (AuditLog log = open()) {
            log.write(event("alice"));
        }

        assertThat(content())
                .isEqualTo(
                        "{\"time\":\"2026-01-01T00:00:00Z\",\"door\":\"livy\",\"action\":\"run_statement\",\"user\":\"alice\",\"address\":\"127.0.0.1\",\"object\":{\"session\":\"0\",\"statement\":\"7\"},\"verdict\":\"allowed\",\"duration_ms\":3}\n");
    }

    @Test
    void lineEndsAndTerminalCodesAreEscaped() throws IOException {
        try (AuditLog log = open()) {
            log.write(event("a\r\n{\"user\":\"root\"}\u2028\u001b[2J"));
        }

        assertThat(content().lines()).hasSize(1);
        assertThat(content().strip()).matches("[\\x20-\\x7e]+").contains("a\\r\\n{\\\"user\\\":\\\"root\\\"}\\u2028");
    }

    @Test
    void longValuesAreCut() throws IOException {
        try (AuditLog log = open()) {
            log.write(event("x".repeat(100_000)));
        }

        assertThat(content()).hasSizeLessThan(1_000);
    }

    @Test
    void fileIsForItsOwnerOnly() throws IOException {
        Files.writeString(folder.resolve(AuditLog.FILE), "");
        Files.setPosixFilePermissions(folder.resolve(AuditLog.FILE), PosixFilePermissions.fromString("rw-r--r--"));

        open().close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(AuditLog.FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void nextServerAppendsAfterABrokenLine() throws IOException {
        Files.writeString(folder.resolve(AuditLog.FILE), "{\"half\":");

        try (AuditLog log = open()) {
            log.write(event("alice"));
        }

        assertThat(content().lines()).hasSize(2).first().isEqualTo("{\"half\":");
    }

    @Test
    void fullFilesAreRotatedAndTheOldestIsRemoved() throws IOException {
        try (AuditLog log = AuditLog.open(folder, "livy", () -> NOW, 1_000, event -> {})) {
            for (int i = 0; i < 100; i++) {
                log.write(event("user" + i));
            }
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "audit.jsonl", "audit.jsonl.1", "audit.jsonl.2", "audit.jsonl.3", "audit.jsonl.4");
        }
        assertThat(content()).contains("user99");
        assertThat(folder.resolve("audit.jsonl.1")).content().doesNotContain("user99");
        for (int i = 1; i <= 4; i++) {
            assertThat(Files.size(folder.resolve("audit.jsonl." + i))).isLessThanOrEqualTo(1_000);
        }
    }

    @Test
    void lostEventsAreCountedAndReported() throws IOException {
        AuditLog log = open();
        log.close();

        log.write(event("alice"));
        log.write(event("bob"));

        assertThat(log.trouble())
                .hasValueSatisfying(trouble -> assertThat(trouble).startsWith("2 events"));
    }

    @Test
    void manyRefusalsOfUnknownCallersDoNotFillTheLog() throws IOException {
        Instant[] now = {NOW};
        List<AuditEvent> observed = new ArrayList<>();
        try (AuditLog log = AuditLog.open(folder, "livy", () -> now[0], observed::add)) {
            for (int i = 0; i < 10_000; i++) {
                log.write(AuditEvent.ofServer("read", Map.of(), Verdict.REFUSED, "no credentials"));
            }
            log.write(event("alice"));
            now[0] = NOW.plus(Duration.ofMinutes(1));
            log.write(event("bob"));
        }

        assertThat(content().lines()).hasSize(RefusalLimit.MOST + 3);
        assertThat(content()).contains("alice", "bob", "\"omitted_events\":\"" + (10_000 - RefusalLimit.MOST) + "\"");
        assertThat(observed).hasSize(10_002);
    }

    @Test
    void codeIsKeptAsDigestOnly() {
        Map<String, String> object = AuditEvent.ofCode("select 'canary-secret'");

        assertThat(object).containsEntry("code_characters", "22").containsKey("code_sha256");
        assertThat(object.toString()).doesNotContain("canary");
    }

    @Test
    void loginIsNewOnceAnHour() {
        Instant[] now = {NOW};
        RecentLogins logins = new RecentLogins(() -> now[0]);

        assertThat(logins.isNew("alice", "127.0.0.1", "Basic x")).isTrue();
        assertThat(logins.isNew("alice", "127.0.0.1", "Basic x")).isFalse();
        assertThat(logins.isNew("alice", "127.0.0.1", "Basic y")).isTrue();
        now[0] = NOW.plus(Duration.ofHours(1));
        assertThat(logins.isNew("alice", "127.0.0.1", "Basic x")).isTrue();
    }
}
