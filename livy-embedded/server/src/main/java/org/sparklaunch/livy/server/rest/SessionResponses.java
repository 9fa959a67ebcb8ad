package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.sparklaunch.authentication.SecretNames;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.session.InteractiveSession;
import org.sparklaunch.livy.server.session.SessionSnapshot;

/**
 * Responds with sessions, each as far as the caller may see it and the client understands it. Many clients poll
 * sessions that rarely change, so the bytes of a response are kept while they are true. Thread-safe.
 */
final class SessionResponses {
    private static final String JAVA_CLIENT = "livy-client-http";

    private final SessionLookup lookup;
    private final Map<InteractiveSession, Written> written = Collections.synchronizedMap(new WeakHashMap<>());

    SessionResponses(SessionLookup lookup) {
        this.lookup = lookup;
    }

    /** Responds with one session. */
    void write(Context ctx, int status, InteractiveSession session) {
        if (isOpen(ctx, session) && !isOld(ctx)) {
            Json.written(ctx, status, whole(session));
        } else {
            Json.write(ctx, status, of(ctx, session));
        }
    }

    /** Returns the session as part of a response. */
    Object of(Context ctx, InteractiveSession session) {
        SessionJson json = isOpen(ctx, session)
                ? open(session.snapshot(), session.logLines())
                // Livy shows the settings, which may hold secrets, to every caller.
                : SessionJson.of(session.snapshot(), Map.of(), List.of());
        return isOld(ctx) ? json.old() : json;
    }

    private byte[] whole(InteractiveSession session) {
        SessionSnapshot snapshot = session.snapshot();
        List<String> log = session.logLines();
        Written last = written.get(session);
        if (last == null || !last.isOf(snapshot, log)) {
            last = new Written(snapshot, log);
            written.put(session, last);
        }
        return last.json;
    }

    private static SessionJson open(SessionSnapshot snapshot, List<String> log) {
        return SessionJson.of(snapshot, SecretNames.hide(snapshot.spec().conf()), CommonResponses.shortLog(log));
    }

    private boolean isOpen(Context ctx, InteractiveSession session) {
        return lookup.access(ctx, session).reaches(AccessLevel.VIEW);
    }

    private static boolean isOld(Context ctx) {
        String agent = ctx.userAgent();
        return agent != null && agent.startsWith(JAVA_CLIENT);
    }

    /** A response, and the values that it was made of: a log without new lines is the same list. */
    private static final class Written {
        private final SessionSnapshot snapshot;
        private final List<String> log;
        private final byte[] json;

        Written(SessionSnapshot snapshot, List<String> log) {
            this.snapshot = snapshot;
            this.log = log;
            this.json = Json.bytes(open(snapshot, log));
        }

        boolean isOf(SessionSnapshot now, List<String> nowLog) {
            return log == nowLog && snapshot.equals(now);
        }
    }
}
