package org.sparklaunch.livy.server.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.server.batch.BatchSnapshot;
import org.sparklaunch.livy.server.dli.DliApplication;
import org.sparklaunch.livy.server.dli.DliError;
import org.sparklaunch.livy.server.dli.DliException;
import org.sparklaunch.livy.server.session.SessionSnapshot;

/** Responses of the session API below {@code /v2.0}, errors included. */
final class DliResponses {
    private static final String API = DliResponses.class.getName();

    private DliResponses() {}

    /** Gives all responses below {@code /v2.0} the API's own form of errors. */
    static void register(RoutesConfig routes) {
        routes.before("/v2.0/*", ctx -> ctx.attribute(API, true));
        routes.exception(DliException.class, (e, ctx) -> error(ctx, e.error(), String.valueOf(e.getMessage())));
    }

    /** Returns whether a request belongs to the API. */
    static boolean apply(Context ctx) {
        return ctx.attribute(API) != null;
    }

    /** Responds with the error for a status of Livy's API. */
    static void error(Context ctx, int status, String text) {
        DliError error = DliError.ofStatus(status);
        error(ctx, error, text.isEmpty() ? defaultText(error) : text);
        ctx.status(status);
    }

    private static void error(Context ctx, DliError error, String text) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("error_code", error.code());
        body.put("error_msg", text);
        Json.write(ctx, error.status(), body);
    }

    private static String defaultText(DliError error) {
        return switch (error) {
            case FORBIDDEN -> "you have no right to do this";
            case NOT_FOUND -> "there is nothing at this address";
            case UNSUPPORTED -> "this address does not support the method";
            default -> "the request failed";
        };
    }

    /** A session or batch; the components' order is the order of the keys. */
    record Application(
            String id,
            @Nullable String appId,
            @Nullable String name,
            @Nullable String owner,
            @Nullable String proxyUser,
            String state,
            String kind,
            List<String> log,
            @JsonProperty("sc_type") String scType,
            @JsonProperty("cluster_name") String clusterName,
            @JsonProperty("create_time") long createTime,
            @JsonProperty("update_time") long updateTime) {

        static Application of(DliApplication entry, SessionSnapshot session, List<String> log) {
            return new Application(
                    entry.id(),
                    session.applicationId(),
                    session.spec().name(),
                    session.owner(),
                    session.spec().proxyUser(),
                    session.state().wireName(),
                    session.spec().kind().wireName(),
                    threeParts(log),
                    entry.scType(),
                    entry.cluster(),
                    entry.createdAt(),
                    session.updatedAt());
        }

        static Application of(DliApplication entry, BatchSnapshot batch, List<String> log) {
            return new Application(
                    entry.id(),
                    batch.applicationId(),
                    batch.name(),
                    batch.owner(),
                    batch.proxyUser(),
                    batch.state().wireName(),
                    "spark",
                    threeParts(log),
                    entry.scType(),
                    entry.cluster(),
                    entry.createdAt(),
                    batch.updatedAt());
        }

        /** Adds the heading of the third part, which is empty without YARN. */
        private static List<String> threeParts(List<String> log) {
            List<String> lines = new ArrayList<>(log);
            lines.add("\nYARN Diagnostics: ");
            return lines;
        }
    }
}
