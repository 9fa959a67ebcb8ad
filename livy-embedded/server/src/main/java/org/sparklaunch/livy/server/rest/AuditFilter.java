package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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

    private static final Pattern LOCATION = Pattern.compile("/(session|batche)s/(\\d+)(?:/statements/(\\d+))?");

    /** The paths of the session API have this prefix. */
    private static final String DLI = "(?:/v2\\.0/[^/]+)?";

    private static final List<Action> ACTIONS = List.of(
            new Action("POST", "/sessions", "create_session"),
            new Action("DELETE", "/sessions/(?<session>[^/]+)", "kill_session"),
            new Action("POST", "/sessions/(?<session>[^/]+)/statements", "run_statement"),
            new Action("POST", "/sessions/(?<session>[^/]+)/statements/(?<statement>[^/]+)/cancel", "cancel_statement"),
            new Action("POST", "/sessions/(?<session>[^/]+)/(?:submit|run)-job", "run_job"),
            new Action("POST", "/sessions/(?<session>[^/]+)/jobs/(?<job>[^/]+)/cancel", "cancel_job"),
            new Action("POST", "/sessions/(?<session>[^/]+)/(?:upload|add)-[a-z]+", "add_resource"),
            new Action("POST", "/sessions/(?<session>[^/]+)/completion", "complete_code"),
            new Action("POST", "/spark-launch/sessions/(?<session>[^/]+)/statements", "run_statement"),
            new Action("POST", "/batches", "create_batch"),
            new Action("DELETE", "/batches/(?<batch>[^/]+)", "kill_batch"),
            new Action("PUT", "/spark-launch/tokens/.*", "grant_token"),
            new Action("DELETE", "/spark-launch/tokens/.*", "revoke_token"));

    private final AuditLog log;
    private final RecentLogins logins;

    AuditFilter(AuditLog log, RecentLogins logins) {
        this.log = log;
        this.logins = logins;
    }

    /** An action and the objects that its path names. */
    private record Action(String method, Pattern path, String name) {
        private static final List<String> OBJECTS = List.of("session", "statement", "job", "batch");

        Action(String method, String path, String name) {
            this(method, Pattern.compile(DLI + path), name);
        }

        @Nullable
        Map<String, String> match(Context ctx) {
            Matcher matcher = path.matcher(ctx.path());
            if (!method.equals(ctx.req().getMethod()) || !matcher.matches()) {
                return null;
            }
            Map<String, String> object = new HashMap<>();
            OBJECTS.stream()
                    .filter(group -> path.pattern().contains("<" + group + ">"))
                    .forEach(group -> object.put(group, matcher.group(group)));
            return object;
        }
    }

    void start(Context ctx) {
        ctx.attribute(START, System.nanoTime());
    }

    /** Adds what a request concerns to its event. */
    static void object(Context ctx, Map<String, String> object) {
        Map<String, String> known = ctx.attribute(OBJECT);
        Map<String, String> all = new HashMap<>(known == null ? Map.of() : known);
        all.putAll(object);
        ctx.attribute(OBJECT, all);
    }

    /** Keeps the reason of a refusal. */
    static void reason(Context ctx, int status, String reason) {
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
                write(ctx, new Named(ctx.header("Authorization") == null ? "read" : "login", Map.of()), verdict);
            }
        } else {
            write(ctx, named(ctx), verdict);
        }
        noteLogin(ctx, status);
    }

    private record Named(String action, Map<String, String> object) {}

    private static Named named(Context ctx) {
        for (Action action : ACTIONS) {
            Map<String, String> object = action.match(ctx);
            if (object != null) {
                Matcher created = LOCATION.matcher(String.valueOf(ctx.res().getHeader("Location")));
                if (created.matches()) {
                    object.put(created.group(1).equals("session") ? "session" : "batch", created.group(2));
                    if (created.group(3) != null) {
                        object.put("statement", created.group(3));
                    }
                }
                return new Named(action.name(), object);
            }
        }
        return new Named("change", Map.of());
    }

    private void noteLogin(Context ctx, int status) {
        String user = CallerFilter.of(ctx).user();
        String credentials = ctx.header("Authorization");
        if (user != null && status != 401 && logins.isNew(user, ctx.req().getRemoteAddr(), credentials)) {
            write(ctx, new Named("login", Map.of()), Verdict.ALLOWED);
        }
    }

    private void write(Context ctx, Named named, Verdict verdict) {
        Map<String, String> object = new HashMap<>(named.object());
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
                named.action(),
                user,
                ctx.req().getRemoteAddr(),
                object,
                verdict,
                verdict == Verdict.ALLOWED ? null : explained == null ? "status " + ctx.statusCode() : explained,
                start == null ? null : Duration.ofNanos(System.nanoTime() - start)));
    }
}
