package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.authentication.audit.RecentLogins;

/** Writes requests that change something, logins and refusals to the audit log. */
final class AuditFilter {
    private static final String START = AuditFilter.class.getName() + ".start";
    private static final String OBJECT = AuditFilter.class.getName() + ".object";
    private static final String REASON = AuditFilter.class.getName() + ".reason";
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Their messages name no value of a request but user names. Those of other errors may quote code. */
    private static final Set<Integer> EXPLAINED = Set.of(401, 403, 408, 413, 429, 503);

    private final AuditLog log;
    private final RecentLogins logins;

    AuditFilter(AuditLog log, RecentLogins logins) {
        this.log = log;
        this.logins = logins;
    }

    void start(Context ctx) {
        ctx.attribute(START, System.nanoTime());
    }

    /** Adds what a request concerns to its event. */
    static void addObject(Context ctx, Map<String, String> object) {
        Map<String, String> known = ctx.attribute(OBJECT);
        Map<String, String> all = new HashMap<>(known == null ? Map.of() : known);
        all.putAll(object);
        ctx.attribute(OBJECT, all);
    }

    /** Keeps the reason of a refusal. */
    static void keepReason(Context ctx, int status, String reason) {
        if (EXPLAINED.contains(status)) {
            ctx.attribute(REASON, reason);
        }
    }

    /** Called after each request, whatever its end. */
    void end(Context ctx) {
        int status = ctx.statusCode();
        Verdict verdict = Verdict.ofStatus(status);
        if (READS.contains(ctx.req().getMethod())) {
            if (verdict == Verdict.REFUSED) {
                write(
                        ctx,
                        new AuditedAction(ctx.header("Authorization") == null ? "read" : "login", Map.of()),
                        verdict);
            }
        } else {
            write(ctx, AuditedAction.of(ctx), verdict);
        }
        noteLogin(ctx, status);
    }

    private void noteLogin(Context ctx, int status) {
        String user = CallerFilter.of(ctx).user();
        String credentials = ctx.header("Authorization");
        if (user != null && status != 401 && logins.isNew(user, ctx.req().getRemoteAddr(), credentials)) {
            write(ctx, new AuditedAction("login", Map.of()), Verdict.ALLOWED);
        }
    }

    private void write(Context ctx, AuditedAction action, Verdict verdict) {
        Map<String, String> object = new HashMap<>(action.object());
        Map<String, String> more = ctx.attribute(OBJECT);
        if (more != null) {
            object.putAll(more);
        }
        String acting = CallerFilter.acting(ctx).user();
        String user = CallerFilter.of(ctx).user();
        if (acting != null && !acting.equals(user)) {
            object.put("acting_for", acting);
        }
        Long start = ctx.attribute(START);
        String explained = ctx.attribute(REASON);
        log.write(new AuditEvent(
                action.name(),
                user,
                ctx.req().getRemoteAddr(),
                object,
                verdict,
                verdict == Verdict.ALLOWED ? null : explained == null ? "status " + ctx.statusCode() : explained,
                start == null ? null : Duration.ofNanos(System.nanoTime() - start)));
    }
}
