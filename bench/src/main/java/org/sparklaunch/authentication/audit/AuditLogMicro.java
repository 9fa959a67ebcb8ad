package org.sparklaunch.authentication.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a statement costs the audit log: two events. */
@State(Scope.Thread)
public class AuditLogMicro {
    private static final AuditEvent REQUEST = new AuditEvent(
            "run_statement",
            "alice",
            "127.0.0.1",
            Map.of("session", "0", "statement", "7", "code_characters", "8", "code_sha256", "822ae07d4783158b"),
            AuditEvent.Verdict.ALLOWED,
            null,
            Duration.ofMillis(2));

    private static final AuditEvent END = new AuditEvent(
                    "end_statement",
                    "alice",
                    null,
                    Map.of("session", "0", "statement", "7", "kind", "sql"),
                    AuditEvent.Verdict.ALLOWED,
                    null,
                    Duration.ofMillis(12))
            .using(new AuditEvent.Used(List.of("table default.sales"), List.of()));

    private final Path folder;
    private final AuditLog log;

    /** Opens a log of its own. */
    public AuditLogMicro() {
        try {
            folder = Files.createTempDirectory("audit-micro");
            log = AuditLog.open(folder, "livy", InstantSource.system(), event -> {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both events. */
    @Benchmark
    public void eventsOfOneStatement() {
        log.write(REQUEST);
        log.write(END);
    }

    /** Leaves nothing. */
    @TearDown
    public void close() throws IOException {
        log.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
