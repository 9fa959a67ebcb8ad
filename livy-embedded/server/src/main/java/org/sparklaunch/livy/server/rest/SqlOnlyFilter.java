package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.Set;
import org.sparklaunch.livy.server.auth.AccessLevel;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.server.session.InteractiveSession;

/** Refuses requests that bring code, for SQL-only callers and sessions, before any route sees them. */
final class SqlOnlyFilter {
    /** The paths below a session that Livy's programmatic clients use: jobs, jars, files. */
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
        InteractiveSession session = lookup.find(ctx, AccessLevel.SEE);
        if (session.isSqlOnly()) {
            throw LivyError.object(
                    403,
                    "Session '" + ctx.pathParam("id") + "' runs SQL only and does not accept " + work
                            + "; its token or the policy does not permit its user to run code");
        }
        if (session.sharesDriver()) {
            throw shares(session, work);
        }
    }

    /** Refuses what would affect the other sessions of a shared driver. */
    static LivyError shares(InteractiveSession session, String what) {
        return LivyError.object(
                400,
                "Session '" + session.id() + "' shares its driver with other sessions and takes SQL only, no " + what
                        + "; create a session of kind spark, pyspark or sparkr, which gets its own driver");
    }

    /** Refuses a batch of an SQL-only caller. */
    void batch(Caller acting) {
        if (sqlOnly.isSqlOnly(acting)) {
            throw LivyError.object(
                    403,
                    "a batch runs code, and " + acting.policyName()
                            + " may run SQL only; the right to run code is 'code' in the policy file");
        }
    }
}
