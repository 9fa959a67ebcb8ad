package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import org.sparklaunch.livy.server.dli.DliApplication;
import org.sparklaunch.livy.server.dli.DliRegistry;
import org.sparklaunch.livy.server.dli.DliRequest;
import org.sparklaunch.livy.server.dli.DliSpecs;

/**
 * The sessions or the batches of the session API, by the ids that the API gives them.
 *
 * @param <T> the session or batch
 */
final class DliApplications<T> {
    private final DliApplication.Kind kind;
    private final DliSpecs specs;
    private final DliRegistry registry;
    private final IntFunction<Optional<T>> finder;

    private record Found<T>(DliApplication entry, T application) {}

    /** What an entry needs of a request. */
    record Draft(String project, String cluster, String scType) {}

    /** Takes what finds a session or batch by its number at this server. */
    DliApplications(DliApplication.Kind kind, LivyRest.Dli dli, IntFunction<Optional<T>> finder) {
        this.kind = kind;
        this.specs = dli.specs();
        this.registry = dli.registry();
        this.finder = finder;
    }

    /** Returns the entry that the path names. */
    Optional<DliApplication> entry(Context ctx) {
        return registry.find(DliRequests.project(ctx), kind, ctx.pathParam("id"));
    }

    /** Returns the session or batch that the path names. */
    Optional<T> find(Context ctx) {
        return entry(ctx).flatMap(entry -> finder.apply(entry.number()));
    }

    /** Responds with those of the project, and of the cluster if the request names one. */
    void list(Context ctx, BiPredicate<Context, T> visible, BiFunction<DliApplication, T, ?> json) {
        String cluster = ctx.queryParam("cluster_name");
        List<Found<T>> found = registry.all(DliRequests.project(ctx), kind).stream()
                .filter(entry -> cluster == null || cluster.equals(entry.cluster()))
                .flatMap(entry -> finder.apply(entry.number()).stream().map(it -> new Found<>(entry, it)))
                .filter(it -> visible.test(ctx, it.application()))
                .toList();
        CommonResponses.list(ctx, found, it -> json.apply(it.entry(), it.application()));
    }

    /** Checks what an entry needs, before anything is created. */
    Draft check(String project, DliRequest request) {
        return new Draft(project, specs.cluster(request), specs.shownType(request));
    }

    /** Registers what was created, under a new id. */
    DliApplication add(Draft draft, int number, long createdAt) {
        DliApplication entry = new DliApplication(
                UUID.randomUUID().toString(),
                kind,
                number,
                draft.project(),
                draft.cluster(),
                draft.scType(),
                createdAt);
        registry.add(entry);
        return entry;
    }
}
