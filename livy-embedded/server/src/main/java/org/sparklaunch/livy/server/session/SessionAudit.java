package org.sparklaunch.livy.server.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.livy.protocol.DriverMessage;
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
    /** By "statement 3" or "job 1", until its end. */
    private final Map<String, AuditEvent.Used> used = new HashMap<>();

    SessionAudit(AuditLog log, SessionEntry.Created session) {
        this.log = log;
        this.session = session;
    }

    /** Keeps what a statement or job has used for the event of its end. */
    void note(DriverMessage.ResourcesUsed resources) {
        String name = resources.job() > 0 ? job(resources.job()) : statement(resources.statement());
        used.put(name, new AuditEvent.Used(resources.reads(), resources.writes()));
    }

    private static String statement(int id) {
        return "statement " + id;
    }

    private static String job(int id) {
        return "job " + id;
    }

    private AuditEvent.Used takeUsed(String name) {
        return Objects.requireNonNullElse(used.remove(name), AuditEvent.Used.NOTHING);
    }

    /**
     * Logs an entry that ends something.
     *
     * @param history the history with the entry applied
     */
    void note(SessionEntry entry, SessionHistory history) {
        if (entry instanceof SessionEntry.Finished e) {
            AuditEvent.Used resources = takeUsed(statement(e.statement()));
            history.statements()
                    .find(e.statement())
                    .ifPresent(
                            statement -> write("end_statement", object(statement), outcome(e, statement), resources));
        } else if (entry instanceof SessionEntry.JobFinished e) {
            boolean succeeded = e.state() == JobState.SUCCEEDED;
            write(
                    "end_job",
                    Map.of("job", Integer.toString(e.job())),
                    succeeded
                            ? new Outcome(Verdict.ALLOWED, null, null)
                            : new Outcome(Verdict.FAILED, "the job failed or was cancelled", null),
                    takeUsed(job(e.job())));
        } else if (entry instanceof SessionEntry.Ended e) {
            Outcome outcome = new Outcome(Verdict.ALLOWED, null, Duration.ofMillis(e.at() - session.at()));
            write("end_session", Map.of(), outcome, AuditEvent.Used.NOTHING);
        }
    }

    /** Logs that the session ends because the policy took its rights away. */
    void noteRevocation(String reason) {
        write("revoke_session", Map.of(), new Outcome(Verdict.REFUSED, reason, null), AuditEvent.Used.NOTHING);
    }

    private record Outcome(
            Verdict verdict,
            @Nullable String reason,
            @Nullable Duration duration) {}

    private static Map<String, String> object(Statement statement) {
        Map<String, String> object = new LinkedHashMap<>(AuditEvent.ofCode(statement.code()));
        object.put("statement", Integer.toString(statement.id()));
        object.put("kind", statement.kind().wireName());
        return object;
    }

    private static Outcome outcome(SessionEntry.Finished entry, Statement statement) {
        Duration took = statement.started() == 0 ? null : Duration.ofMillis(entry.at() - statement.started());
        if (entry.state() == StatementState.CANCELLED) {
            return new Outcome(Verdict.FAILED, "cancelled", took);
        }
        Matcher error = ERROR.matcher(Objects.requireNonNullElse(entry.output(), ""));
        if (!error.find()) {
            return new Outcome(Verdict.ALLOWED, null, took);
        }
        return error.group(1).contains(DENIED)
                ? new Outcome(Verdict.REFUSED, "the policy denies it", took)
                : new Outcome(Verdict.FAILED, error.group(1), took);
    }

    private void write(String action, Map<String, String> object, Outcome outcome, AuditEvent.Used resources) {
        Map<String, String> named = new LinkedHashMap<>(object);
        named.put("session", Integer.toString(session.id()));
        log.write(new AuditEvent(
                        action, session.owner(), null, named, outcome.verdict(), outcome.reason(), outcome.duration())
                .using(resources));
    }
}
