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
 * What a session's driver was asked and has not answered: what code could go on with. Not journalled, since whoever
 * types asks again. Thread-safe.
 */
final class CompletionRequests {
    /** The first question of a session starts its interpreter. */
    private static final long LIMIT_SECONDS = 30;

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, CompletableFuture<List<String>>> open = new ConcurrentHashMap<>();

    /** A question and where its answer will be: nothing, if none came in time. */
    record Question(ServerMessage.Complete message, CompletableFuture<List<String>> answer) {}

    Question ask(SessionKind kind, String code, int cursor) {
        long request = last.incrementAndGet();
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        open.put(request, answer);
        CompletableFuture<List<String>> inTime = answer.completeOnTimeout(List.of(), LIMIT_SECONDS, TimeUnit.SECONDS)
                .whenComplete((names, failure) -> open.remove(request));
        return new Question(new ServerMessage.Complete(request, kind, code, cursor), inTime);
    }

    void answered(DriverMessage.Candidates answer) {
        CompletableFuture<List<String>> waiting = open.get(answer.request());
        if (waiting != null) {
            waiting.complete(answer.names());
        }
    }

    /** The one who was asked is gone. */
    void giveUp() {
        open.values().forEach(waiting -> waiting.complete(List.of()));
    }
}
