package org.sparklaunch.livy.server.rest;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.session.Job;
import org.sparklaunch.livy.server.session.SessionStateException;

/**
 * Handles the jobs of Livy's programmatic clients. In Livy {@code run-job} precedes waiting jobs, unlike {@code
 * submit-job}; here no job waits for another.
 */
final class JobRoutes {
    static final String NOT_ACTIVE = "requirement failed: Session isn't active.";

    private final SessionLookup lookup;

    JobRoutes(SessionLookup lookup) {
        this.lookup = lookup;
    }

    void register(RoutesConfig routes) {
        routes.post("/sessions/{id}/submit-job", this::submit);
        routes.post("/sessions/{id}/run-job", this::submit);
        routes.get("/sessions/{id}/jobs/{job}", this::show);
        routes.post("/sessions/{id}/jobs/{job}/cancel", this::cancel);
    }

    private void submit(Context ctx) {
        SerializedJob request = Json.read(ctx, SerializedJob.class);
        String payload = request.job();
        if (payload == null || payload.isEmpty()) {
            throw LivyError.object(400, "requirement failed: no job provided.");
        }
        SessionKind kind = kind(request);
        try {
            Job job = lookup.find(ctx).jobs().submit(kind, payload);
            Json.write(ctx, 201, JobJson.ofSubmitted(job));
        } catch (SessionStateException e) {
            throw LivyError.object(400, NOT_ACTIVE);
        }
    }

    /** Returns the default kind of clients that name none. */
    private static SessionKind kind(SerializedJob request) {
        String name = request.jobType();
        return SessionKind.parse(name == null ? "spark" : name)
                .filter(kind -> kind == SessionKind.SPARK || kind == SessionKind.PYSPARK)
                .orElseThrow(() -> LivyError.object(400, "Invalid kind: " + name));
    }

    private void show(Context ctx) {
        int id = Page.parse(ctx.pathParam("job"));
        try {
            Job job = lookup.find(ctx, AccessLevel.VIEW)
                    .jobs()
                    .find(id)
                    .orElseThrow(() -> LivyError.bare(500, "java.util.NoSuchElementException: key not found: " + id));
            Json.write(ctx, 200, JobJson.of(job));
        } catch (SessionStateException e) {
            throw LivyError.object(400, NOT_ACTIVE);
        }
    }

    private void cancel(Context ctx) {
        int id = Page.parse(ctx.pathParam("job"));
        try {
            lookup.find(ctx).jobs().cancel(id);
            Json.empty(ctx, 200);
        } catch (SessionStateException e) {
            throw LivyError.object(400, NOT_ACTIVE);
        }
    }
}
