package org.sparklaunch.authentication.limits;

import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ThreadLimitHandler;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some threads of a server free for its health requests. Requests of other paths may occupy a limited number of threads
 * together, for example while clients read their responses slowly, and those of one client address half of them. Health requests,
 * which need no login, have a limit of their own. The requests beyond a limit wait without a thread.
 */
public final class ReservedThreads extends ThreadLimitHandler {
    private static final int RESERVED_THREADS = 4;

    private final Set<String> reserved;

    /**
     * Creates the outermost handler of a server.
     *
     * @param threads the limit for all other requests
     * @param reserved the paths with threads of their own
     */
    public ReservedThreads(int threads, Set<String> reserved) {
        this.reserved = Set.copyOf(reserved);
        setThreadLimit(Math.max(1, threads / 2));
        // Inside, since a request that waited for its address must still count for all.
        setHandler(new Everyone(threads));
    }

    /** Returns the group of requests that share the limit of an address; null for requests without this limit. */
    @Override
    protected @Nullable String getRemoteIP(Request request) {
        return isReserved(request)
                ? null
                : ClientAddress.of(request.getConnectionMetaData().getRemoteSocketAddress());
    }

    private boolean isReserved(Request request) {
        return reserved.contains(Request.getPathInContext(request));
    }

    /** The limit for the requests of all addresses together. */
    private final class Everyone extends ThreadLimitHandler {
        private static final String EVERYONE = "everyone";
        private static final String RESERVED = "reserved";

        Everyone(int threads) {
            setThreadLimit(threads);
        }

        @Override
        protected String getRemoteIP(Request request) {
            return isReserved(request) ? RESERVED : EVERYONE;
        }

        @Override
        protected int getThreadLimit(String group) {
            return group.equals(RESERVED) ? RESERVED_THREADS : getThreadLimit();
        }
    }
}
