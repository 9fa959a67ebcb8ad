package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Set;
import org.sparklaunch.livy.server.auth.Access;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.server.session.InteractiveSession;

/** Keeps callers and sessions that are for SQL only from all requests that bring code, before any route sees them. */
final class SqlOnlyFilter {
    /** What Livy's programmatic clients post below a session: jobs, jars, files. */
    private static final Set<String> CODE = Set.of(
            "submit-job",
            "run-job",
            "jobs",
            "upload-jar",
            "upload-pyfile",
            "upload-file",
            "add-jar",
            "add-pyfile",
            "add-file");

    private final SessionLookup lookup;
    private final SqlOnly sqlOnly;

    SqlOnlyFilter(SessionLookup lookup, SqlOnly sqlOnly) {
        this.lookup = lookup;
        this.sqlOnly = sqlOnly;
    }

    void session(Context ctx) {
        String work = ctx.pathParam("work");
        if (!CODE.contains(work)) {
            return;
        }
        InteractiveSession session = lookup.find(ctx, Access.SEE);
        if (session.isSqlOnly()) {
            throw LivyError.object(
                    403,
                    "Session '" + ctx.pathParam("id") + "' runs SQL only and takes no " + work
                            + "; its token or the policy does not let its user run code");
        }
        if (session.sharesDriver()) {
            throw shares(session, work);
        }
    }

    /** A session in a shared driver takes nothing that the sessions beside it would feel. */
    static LivyError shares(InteractiveSession session, String what) {
        return LivyError.object(
                400,
                "Session '" + session.id() + "' shares its driver with other sessions and takes SQL only, no " + what
                        + "; create a session of kind spark, pyspark or sparkr for it, which has a driver of its own");
    }

    /** Takes whose rights count for a batch that is about to be. */
    void batch(Caller acting) {
        if (sqlOnly.isSqlOnly(acting)) {
            throw LivyError.object(
                    403,
                    "A batch runs code, and " + acting.policyName()
                            + " may run SQL only; the right to run code is 'code' in the policy file");
        }
    }
}
