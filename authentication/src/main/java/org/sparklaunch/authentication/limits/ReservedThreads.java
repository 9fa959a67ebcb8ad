package org.sparklaunch.authentication.limits;

import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some threads of a server free for its health requests. Requests of other paths may occupy a limited number of threads
 * together, for example while clients read their responses slowly. The requests beyond the limit wait without a thread.
 */
public final class ReservedThreads extends ThreadLimitHandler {
    private static final String EVERYONE = "everyone";

    private final Set<String> reserved;

    /**
     * Creates the outermost handler of a server.
     *
     * @param threads the limit for all other requests
     * @param reserved the paths without a limit
     */
    public ReservedThreads(int threads, Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
        setThreadLimit(threads);
    }

    /** Returns the group of requests that share one limit; null for requests without a limit. */
    @Override
    protected @Nullable String getRemoteIP(Request request) {
        return reserved.contains(Request.getPathInContext(request)) ? null : EVERYONE;
    }
}
