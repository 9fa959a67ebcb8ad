package org.sparklaunch.livy.server.session;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * The completion requests that a session's driver has not answered. Not journalled, since the client asks again at the next
 * key. Thread-safe.
 */
final class CompletionRequests {
    /** The first request of a session starts its interpreter. */
    private static final long LIMIT_SECONDS = 30;

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<List<String>>> open = new ConcurrentHashMap<>();

    /** A request; {@code names} completes with an empty list when no answer comes in time. */
    record Request(ServerMessage.Complete message, CompletableFuture<List<String>> names) {}

    Request open(SessionKind kind, String code, int cursor) {
        long request = last.incrementAndGet();
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        open.put(request, answer);
        CompletableFuture<List<String>> names = answer.completeOnTimeout(List.of(), LIMIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((found, failure) -> open.remove(request));
        return new Request(new ServerMessage.Complete(request, kind, code, cursor), names);
    }

    /** Completes the request that the driver answered. */
    void complete(DriverMessage.Candidates answer) {
        CompletableFuture<List<String>> waiting = open.get(answer.request());
        if (waiting != null) {
            waiting.complete(answer.names());
        }
    }

    /** Completes all open requests with no names, since the connection ended. */
    void completeWithNone() {
        open.values().forEach(waiting -> waiting.complete(List.of()));
    }
}
