package org.sparklaunch.livy.server.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.StatementState;

/** Writes the ends of statements, jobs and the session to the audit log. What users request is logged with the request. */
final class SessionAudit {
    /** Errors name their kind; their messages may quote data. */
    private static final Pattern ERROR =
            Pattern.compile("\\A\\{\"status\":\"error\".{0,40}\"ename\":\"([A-Za-z0-9_.$]{1,200})\"");

    private static final String DENIED = "AccessDenied";

    private final AuditLog log;
    private final SessionEntry.Created session;

    SessionAudit(AuditLog log, SessionEntry.Created session) {
        this.log = log;
        this.session = session;
    }

    /**
     * Logs an entry that ends something.
     *
     * @param history the history with the entry applied
     */
    void note(SessionEntry entry, SessionHistory history) {
        if (entry instanceof SessionEntry.Finished e) {
            history.statements().find(e.statement()).ifPresent(statement -> finished(e, statement));
        } else if (entry instanceof SessionEntry.JobFinished e) {
            write(
                    "end_job",
                    Map.of("job", Integer.toString(e.job())),
                    e.state() == JobState.SUCCEEDED ? Verdict.ALLOWED : Verdict.FAILED,
                    e.state() == JobState.SUCCEEDED ? null : "the job failed or was cancelled",
                    null);
        } else if (entry instanceof SessionEntry.Ended e) {
            write("end_session", Map.of(), Verdict.ALLOWED, null, Duration.ofMillis(e.at() - session.at()));
        }
    }

    private void finished(SessionEntry.Finished entry, Statement statement) {
        Map<String, String> object = new LinkedHashMap<>(AuditEvent.ofCode(statement.code()));
        object.put("statement", Integer.toString(statement.id()));
        object.put("kind", statement.kind().wireName());
        Matcher error = ERROR.matcher(Objects.requireNonNullElse(entry.output(), ""));
        Duration took = statement.started() == 0 ? null : Duration.ofMillis(entry.at() - statement.started());
        if (entry.state() == StatementState.CANCELLED) {
            write("end_statement", object, Verdict.FAILED, "cancelled", took);
        } else if (error.find()) {
            boolean denied = error.group(1).contains(DENIED);
            write(
                    "end_statement",
                    object,
                    denied ? Verdict.REFUSED : Verdict.FAILED,
                    denied ? "the policy denies it" : error.group(1),
                    took);
        } else {
            write("end_statement", object, Verdict.ALLOWED, null, took);
        }
    }

    private void write(
            String action,
            Map<String, String> object,
            Verdict verdict,
            @Nullable String reason,
            @Nullable Duration duration) {
        Map<String, String> named = new LinkedHashMap<>(object);
        named.put("session", Integer.toString(session.id()));
        log.write(new AuditEvent(action, session.owner(), null, named, verdict, reason, duration));
    }
}
