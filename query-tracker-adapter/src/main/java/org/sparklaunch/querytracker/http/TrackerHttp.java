package org.sparklaunch.querytracker.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.authentication.OriginCheck;
import org.sparklaunch.authentication.TooManyLoginsException;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.authentication.audit.RecentLogins;
import org.sparklaunch.authentication.limits.AddressConnections;
import org.sparklaunch.authentication.limits.BodyException;
import org.sparklaunch.authentication.limits.BodyReader;
import org.sparklaunch.authentication.limits.ReservedThreads;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.metrics.ServerMetrics;
import org.sparklaunch.querytracker.error.QueryError;
import org.sparklaunch.querytracker.error.QueryException;
import org.sparklaunch.querytracker.execution.QueryService;
import org.sparklaunch.querytracker.result.ResultFolder;

/** The HTTP server of the tracker. It listens from {@link #start} to {@link #close}. */
public final class TrackerHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TrackerHttp.class);

    /** Waiting requests hold no thread, so few threads are enough. */
    private static final int THREADS = 24;

    /** The rest stays free for health requests and for receiving. */
    private static final int REQUEST_THREADS = 16;

    private final Javalin javalin;

    private TrackerHttp(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * What operators look at.
     *
     * @param audit records commands and refusals
     * @param metrics of {@link #metrics()}, with the gauges of the tracker
     */
    public record Monitoring(AuditLog audit, ServerMetrics metrics) {}

    /** Returns metrics of a tracker, which count the actions that its audit log names. */
    public static ServerMetrics metrics() {
        return new ServerMetrics("query_tracker", CommandAudit.actions());
    }

    /**
     * Starts to listen.
     *
     * @param callers resolves the users of requests
     * @param fullResults the files of full results
     * @param monitoring what operators look at
     */
    public static TrackerHttp start(
            ListenAddress listen,
            QueryService queries,
            UserResolver callers,
            ResultFolder fullResults,
            Monitoring monitoring) {
        Javalin javalin = Javalin.create(config -> {
            configure(config);
            listen(config, listen);
            OriginCheck origins = new OriginCheck(listen.host(), listen.allowedHosts());
            CommandAudit audit = new CommandAudit(monitoring.audit(), new RecentLogins(InstantSource.system()));
            config.routes.before(audit::start);
            config.routes.before(TrackerHttp::securityHeaders);
            config.routes.before(ctx -> checkOrigin(origins, ctx));
            config.routes.before(new CommandBody(BodyReader.create(), callers)::receive);
            config.routes.get("/health", ctx -> health(ctx, monitoring.audit()));
            config.routes.get("/spark-launch/metrics", ctx -> metrics(ctx, callers, monitoring.metrics()));
            config.routes.after(audit::end);
            new ApiRoutes(callers).register(config.routes);
            new QueryRoutes(queries, callers).register(config.routes);
            new InfoRoutes(queries, callers).register(config.routes);
            new ListRoutes(queries, callers).register(config.routes);
            new UserSessionRoutes(queries.sessions(), callers).register(config.routes);
            new ResultRoutes(queries, callers, fullResults).register(config.routes);
            errors(config);
        });
        return new TrackerHttp(javalin.start());
    }

    private static void metrics(Context ctx, UserResolver callers, ServerMetrics metrics) {
        callers.resolve(ctx);
        ctx.contentType(ServerMetrics.CONTENT_TYPE).result(metrics.text());
    }

    /** Events that were lost do not make the tracker useless, so the status stays. */
    private static void health(Context ctx, AuditLog log) {
        ObjectNode body = Responses.object().put("status", "up");
        log.trouble().ifPresent(trouble -> body.put("audit_log", trouble));
        Responses.write(ctx, body);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4, 60_000);
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = 0;
        config.jetty.modifyServer(AddressConnections::limit);
        config.jetty.modifyServer(server -> server.setHandler(new ReservedThreads(REQUEST_THREADS, Set.of("/health"))));
    }

    private static void listen(JavalinConfig config, ListenAddress listen) {
        TlsKeyStore tls = listen.tls();
        if (tls == null) {
            config.jetty.host = listen.host();
            config.jetty.port = listen.port();
        } else {
            config.jetty.addConnector((server, http) -> tls.connector(server, http, listen.host(), listen.port()));
        }
    }

    private static void securityHeaders(Context ctx) {
        ctx.header("X-Frame-Options", "DENY");
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        ctx.header("Cache-Control", "no-store");
    }

    private static void checkOrigin(OriginCheck origins, Context ctx) {
        var request = new OriginCheck.Request(ctx.method().name(), ctx.req().getLocalAddr(), ctx::header);
        origins.refusal(request).ifPresent(reason -> {
            throw new QueryException(QueryError.UNAUTHORIZED, reason);
        });
    }

    private static void errors(JavalinConfig config) {
        config.routes.exception(
                QueryException.class,
                (e, ctx) -> Responses.error(ctx, ctx.res().containsHeader("WWW-Authenticate") ? 401 : 400, e.error()));
        config.routes.exception(BodyException.class, (e, ctx) -> {
            ctx.header("Connection", "close");
            refuse(ctx, e.status(), QueryError.GENERIC, e);
        });
        config.routes.exception(TooManyLoginsException.class, (e, ctx) -> {
            ctx.header("Retry-After", Long.toString(e.retryAfterSeconds()));
            refuse(ctx, 429, QueryError.UNAUTHORIZED, e);
        });
        config.routes.exception(Exception.class, (e, ctx) -> {
            LOG.error("{} {} failed", ctx.method(), ctx.path(), e);
            Responses.error(
                    ctx,
                    500,
                    QueryError.of(
                            QueryError.GENERIC,
                            "internal error of the query tracker; its log has the details of " + ctx.method() + " "
                                    + ctx.path()));
        });
        config.routes.error(
                404,
                ctx -> Responses.error(
                        ctx,
                        404,
                        QueryError.of(
                                QueryError.GENERIC,
                                "unknown command " + ctx.path() + "; commands are under /api/v4/")));
        config.routes.error(
                405,
                ctx -> Responses.error(
                        ctx,
                        405,
                        QueryError.of(
                                QueryError.GENERIC,
                                "command " + ctx.path() + " does not accept " + ctx.method()
                                        + "; commands that change something use POST, the others GET")));
    }

    private static void refuse(Context ctx, int status, int code, Exception reason) {
        Responses.error(ctx, status, QueryError.of(code, String.valueOf(reason.getMessage())));
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
