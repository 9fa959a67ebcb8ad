package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request does, as the audit log names it.
 *
 * @param object the ids that its path and its response name
 */
record AuditedAction(String name, Map<String, String> object) {
    private static final Pattern LOCATION = Pattern.compile("/(session|batche)s/(\\d+)(?:/statements/(\\d+))?");

    /** The paths of the session API have this prefix. */
    private static final String DLI = "(?:/v2\\.0/[^/]+)?";

    private static final List<PathRule> ACTIONS = List.of(
            new PathRule("POST", "/sessions", "create_session"),
            new PathRule("DELETE", "/sessions/(?<session>[^/]+)", "kill_session"),
            new PathRule("POST", "/sessions/(?<session>[^/]+)/statements", "run_statement"),
            new PathRule(
                    "POST", "/sessions/(?<session>[^/]+)/statements/(?<statement>[^/]+)/cancel", "cancel_statement"),
            new PathRule("POST", "/sessions/(?<session>[^/]+)/(?:submit|run)-job", "run_job"),
            new PathRule("POST", "/sessions/(?<session>[^/]+)/jobs/(?<job>[^/]+)/cancel", "cancel_job"),
            new PathRule("POST", "/sessions/(?<session>[^/]+)/(?:upload|add)-[a-z]+", "add_resource"),
            new PathRule("POST", "/sessions/(?<session>[^/]+)/completion", "complete_code"),
            new PathRule("POST", "/spark-launch/sessions/(?<session>[^/]+)/statements", "run_statement"),
            new PathRule("POST", "/batches", "create_batch"),
            new PathRule("DELETE", "/batches/(?<batch>[^/]+)", "kill_batch"),
            new PathRule("PUT", "/spark-launch/tokens/.*", "grant_token"),
            new PathRule("DELETE", "/spark-launch/tokens/.*", "revoke_token"));

    /** The name of an action, and the objects that its path names. */
    private record PathRule(String method, Pattern path, String name) {
        private static final List<String> OBJECTS = List.of("session", "statement", "job", "batch");

        PathRule(String method, String path, String name) {
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

    /** Returns the names of all actions that paths stand for. */
    static Set<String> names() {
        return ACTIONS.stream().map(PathRule::name).collect(Collectors.toSet());
    }

    /** Returns the action of a request that was answered. */
    static AuditedAction of(Context ctx) {
        for (PathRule rule : ACTIONS) {
            Map<String, String> object = rule.match(ctx);
            if (object != null) {
                Matcher created = LOCATION.matcher(String.valueOf(ctx.res().getHeader("Location")));
                if (created.matches()) {
                    object.put(created.group(1).equals("session") ? "session" : "batch", created.group(2));
                    if (created.group(3) != null) {
                        object.put("statement", created.group(3));
                    }
                }
                return new AuditedAction(rule.name(), object);
            }
        }
        return new AuditedAction("change", Map.of());
    }
}
