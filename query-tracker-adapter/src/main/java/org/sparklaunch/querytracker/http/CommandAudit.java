package org.sparklaunch.querytracker.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.audit.AuditEvent;
import org.sparklaunch.authentication.audit.AuditEvent.Verdict;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.authentication.audit.RecentLogins;

/** Writes commands that change something or read results, logins and refusals to the audit log. */
final class CommandAudit {
    private static final String START = CommandAudit.class.getName() + ".start";
    private static final String OBJECT = CommandAudit.class.getName() + ".object";
    private static final Set<String> LOGGED =
            Set.of("start_query", "abort_query", "alter_query", "end_session", "read_query_result");

    /** What else the audit log of a tracker names. */
    private static final Set<String> OTHER_ACTIONS = Set.of("request", "login", "end_query", "reload_policy");

    /** Names of this form are logged; others are what a client sent as a path. */
    private static final String COMMAND = "[a-z_]{1,40}";

    private final AuditLog log;
    private final RecentLogins logins;

    CommandAudit(AuditLog log, RecentLogins logins) {
        this.log = log;
        this.logins = logins;
    }

    /** Returns the names of actions that are counted one by one. */
    static Set<String> actions() {
        Set<String> names = new HashSet<>(LOGGED);
        names.addAll(OTHER_ACTIONS);
        return names;
    }

    void start(Context ctx) {
        ctx.attribute(START, System.nanoTime());
    }

    /** Adds what a command concerns to its event. */
    static void addObject(Context ctx, Map<String, String> object) {
        Map<String, String> known = ctx.attribute(OBJECT);
        Map<String, String> all = new HashMap<>(known == null ? Map.of() : known);
        all.putAll(object);
        ctx.attribute(OBJECT, all);
    }

    /** Called after each request, whatever its end. */
    void end(Context ctx) {
        String command =
                ctx.path().startsWith(QueryRoutes.API) ? ctx.path().substring(QueryRoutes.API.length()) : "request";
        Verdict verdict = verdict(ctx);
        if (LOGGED.contains(command) || verdict == Verdict.REFUSED) {
            write(ctx, command.matches(COMMAND) ? command : "request", verdict);
        }
        String user = UserResolver.resolved(ctx);
        if (user != null && logins.isNew(user, ctx.req().getRemoteAddr(), ctx.header("Authorization"))) {
            write(ctx, "login", Verdict.ALLOWED);
        }
    }

    /** Refusals by access control have the status 400, as in YTsaurus, and their own code. */
    private static Verdict verdict(Context ctx) {
        String code = ctx.res().getHeader("X-YT-Response-Code");
        return "901".equals(code) ? Verdict.REFUSED : Verdict.ofStatus(ctx.statusCode());
    }

    private void write(Context ctx, String action, Verdict verdict) {
        Map<String, String> object = ctx.attribute(OBJECT);
        Long start = ctx.attribute(START);
        log.write(new AuditEvent(
                action,
                UserResolver.resolved(ctx),
                ctx.req().getRemoteAddr(),
                object == null ? Map.of() : object,
                verdict,
                reason(ctx, verdict),
                start == null ? null : Duration.ofNanos(System.nanoTime() - start)));
    }

    /** Messages of refusals name users and objects; those of other errors may quote SQL. */
    private static @Nullable String reason(Context ctx, Verdict verdict) {
        return switch (verdict) {
            case ALLOWED -> null;
            case REFUSED -> ctx.res().getHeader("X-YT-Response-Message");
            case FAILED -> "status " + ctx.statusCode();
        };
    }
}
