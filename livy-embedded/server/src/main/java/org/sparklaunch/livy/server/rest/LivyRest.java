package org.sparklaunch.livy.server.rest;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.compression.Gzip;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.DispatcherType;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.authentication.Authenticator;
import org.sparklaunch.authentication.OriginCheck;
import org.sparklaunch.authentication.ServiceKey;
import org.sparklaunch.authentication.accounts.LocalCallers;
import org.sparklaunch.authentication.audit.AuditLog;
import org.sparklaunch.authentication.audit.RecentLogins;
import org.sparklaunch.authentication.limits.AddressConnections;
import org.sparklaunch.authentication.limits.BodyReader;
import org.sparklaunch.authentication.limits.ReservedThreads;
import org.sparklaunch.authentication.tls.TlsKeyStore;
import org.sparklaunch.livy.server.auth.AccessRules;
import org.sparklaunch.livy.server.auth.TokenRegistry;
import org.sparklaunch.livy.server.batch.Batches;
import org.sparklaunch.livy.server.dli.DliRegistry;
import org.sparklaunch.livy.server.dli.DliSpecs;
import org.sparklaunch.livy.server.health.Health;
import org.sparklaunch.livy.server.pool.PoolStatus;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.server.session.SessionManager;
import org.sparklaunch.livy.server.shared.SharedStatus;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.metrics.ServerMetrics;

/** The HTTP side of the server: listens from {@link #start} to {@link #close}. */
public final class LivyRest implements AutoCloseable {
    /** The number of threads, which is small since no request waits on a thread. */
    private static final int THREADS = 32;

    /** The rest stays free for health requests and for receiving. */
    private static final int REQUEST_THREADS = 24;

    private static final int HEADER_BYTES = 131_072;
    private static final Pattern LIVY_TYPE = Pattern.compile("application/vnd\\.livy\\.v(\\d+(?:\\.\\d+)*)\\+json");

    private final Javalin javalin;

    private LivyRest(Javalin javalin) {
        this.javalin = javalin;
    }

    /** The services that handle requests. */
    public record Services(
            SessionManager sessions,
            Batches batches,
            Drivers drivers,
            TokenRegistry tokens,
            @Nullable ServiceKey serviceKey,
            InstantSource clock,
            SqlOnly sqlOnly,
            Health health,
            ServerMetrics metrics,
            CallerChecks callers,
            @Nullable TlsKeyStore tls,
            @Nullable Dli dli) {}

    /** What the session API of the Data Lake Insight service needs. */
    public record Dli(DliSpecs specs, DliRegistry registry) {}

    /**
     * Who is let in, and the record of it.
     *
     * @param authenticator null when callers need not authenticate
     * @param local decides on callers that need not
     */
    public record CallerChecks(
            @Nullable Authenticator authenticator, LocalCallers local, AccessRules rules, AuditLog audit) {}

    /** What requests can read of warm and shared drivers. */
    public record Drivers(Supplier<PoolStatus> pool, Supplier<List<SharedStatus>> shared, Slots slots) {}

    /** Returns metrics of a server, which count the actions that its audit log names. */
    public static ServerMetrics metrics() {
        return new ServerMetrics("livy", MetricsRoutes.actions());
    }

    /** Listens on the address, port 0 for any free one. */
    public static LivyRest start(LivyConfig settings, Services services) {
        Javalin javalin = Javalin.create(config -> {
            configure(config, settings);
            listen(config, settings.listen(), services.tls());
            AuditFilter audit = new AuditFilter(services.callers().audit(), new RecentLogins(services.clock()));
            addFilters(config.routes, settings, services, audit);
            addRoutes(config.routes, services);
            ErrorResponses.register(config.routes);
            config.routes.after(audit::end);
        });
        return new LivyRest(javalin.start());
    }

    /** The order matters: a caller is known before its body is read. */
    private static void addFilters(RoutesConfig routes, LivyConfig settings, Services services, AuditFilter audit) {
        if (services.dli() != null) {
            DliResponses.register(routes);
        }
        routes.before(audit::start);
        routes.before(LivyRest::securityHeaders);
        OriginCheck origins = new OriginCheck(settings.listen().host(), settings.allowedHosts());
        routes.before(ctx -> checkOrigin(origins, ctx));
        routes.before(LivyRest::checkVersion);
        routes.before(new CallerFilter(services.tokens(), services.callers())::identify);
        routes.before(new BodyFilter(BodyReader.create())::receive);
    }

    private static void addRoutes(RoutesConfig routes, Services services) {
        SessionManager sessions = services.sessions();
        AccessRules rules = services.callers().rules();
        Impersonation impersonation = new Impersonation(rules);
        SessionLookup lookup = SessionLookup.byNumberOrName(sessions, rules);
        BatchLookup batches = BatchLookup.byNumberOrName(services.batches(), rules);
        SqlOnlyFilter guard = new SqlOnlyFilter(lookup, services.sqlOnly());
        routes.before("/sessions/{id}/{work}", guard::session);
        new SessionRoutes(sessions, lookup, impersonation).register(routes);
        new StatementRoutes(lookup).register(routes, "/sessions/{id}");
        new QueryStatementRoutes(lookup).register(routes);
        new JobRoutes(lookup).register(routes);
        new ResourceRoutes(lookup, sessions.files()).register(routes);
        new CompletionRoutes(lookup).register(routes);
        new BatchRoutes(services.batches(), batches, impersonation, guard).register(routes);
        new ServerRoutes(sessions).register(routes);
        new MetricsRoutes(services.metrics(), sessions, services.batches(), services.drivers()).register(routes);
        new PageRoutes(lookup, batches).register(routes);
        ServiceAccess access = new ServiceAccess(services.serviceKey(), services.clock());
        new ExtensionRoutes(sessions, services.tokens(), access, services.health()).register(routes);
        new PoolRoutes(lookup, services.drivers()).register(routes);
        new StatementResultRoutes(lookup).register(routes);
        Dli dli = services.dli();
        if (dli != null) {
            new DliSessionRoutes(sessions, dli, rules, impersonation).register(routes);
            new DliBatchRoutes(services.batches(), dli, rules, impersonation, guard).register(routes);
        }
    }

    private static void configure(JavalinConfig config, LivyConfig settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 4, 60_000);
        // Threads that take turns at the selector cost more on few cores than a queue between one of them and the
        // others.
        threads.setReservedThreads(0);
        config.jetty.threadPool = threads;
        config.jetty.modifyServer(AddressConnections::limit);
        config.jetty.modifyServer(
                server -> server.setHandler(new ReservedThreads(REQUEST_THREADS, Set.of("/spark-launch/health"))));
        config.jetty.modifyHttpConfiguration(http -> {
            // Only requests bring long headers. Jetty keeps a direct buffer of the response's limit for every answer.
            http.setRequestHeaderSize(HEADER_BYTES);
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServletContextHandler(handler -> {
            // First, on the request as it came.
            if (settings.csrfProtection()) {
                handler.addFilter(new FilterHolder(new CsrfFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
            }
            handler.addFilter(new FilterHolder(new MethodFilter()), "/*", EnumSet.of(DispatcherType.REQUEST));
        });
        config.http.prefer405over404 = true;
        config.http.asyncTimeout = 0;
        config.router.ignoreTrailingSlashes = false;
        CompressionStrategy gzip = new CompressionStrategy(null, new Gzip(1));
        // Livy compresses everything that it sends below /sessions, even 34 bytes.
        gzip.setDefaultMinSizeForCompression(0);
        // Nothing here is an image or an archive; looking for that in every answer costs a few percent of it.
        gzip.setExcludedMimeTypes(List.of());
        config.http.compressionStrategy = gzip;
    }

    private static void listen(JavalinConfig config, LivyConfig.Address address, @Nullable TlsKeyStore tls) {
        if (tls == null) {
            config.jetty.host = address.host();
            config.jetty.port = address.port();
        } else {
            config.jetty.addConnector((server, http) -> tls.connector(server, http, address.host(), address.port()));
        }
    }

    private static void securityHeaders(Context ctx) {
        ctx.header("X-Frame-Options", "SAMEORIGIN");
        ctx.header("X-XSS-Protection", "1; mode=block");
        ctx.header("X-Content-Type-Options", "nosniff");
        // As in Livy, but without inline scripts.
        ctx.header(
                "Content-Security-Policy",
                "default-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none';"
                        + " form-action 'none'; frame-ancestors 'self'");
        ctx.header("Cache-Control", "no-store");
    }

    private static void checkOrigin(OriginCheck origins, Context ctx) {
        var request = new OriginCheck.Request(ctx.method().name(), ctx.req().getLocalAddr(), ctx::header);
        origins.refusal(request).ifPresent(reason -> {
            throw LivyError.page(403, reason);
        });
    }

    private static void checkVersion(Context ctx) {
        String accept = ctx.header("Accept");
        Matcher matcher = LIVY_TYPE.matcher(accept == null ? "" : accept);
        if (matcher.find() && !matcher.group(1).equals("0.1")) {
            throw LivyError.object(406, "No value found for '" + matcher.group(1) + "'");
        }
    }

    /** Returns the port. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
