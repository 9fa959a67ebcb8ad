package org.sparklaunch.livy.server.session;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * What clients add to one running session. Not journalled: whoever asks waits for the answer, so a server's death breaks
 * the request, and the client knows that it has to ask again. The chronicle's monitor guards all.
 */
final class ResourceRequests {
    private final Map<Integer, Request> pending = new TreeMap<>();
    private int last;

    /**
     * A request that its driver has not answered.
     *
     * @param done completes when the driver has it, with a {@link ResourceException} when it could not be added
     */
    private record Request(ServerMessage.AddResource message, CompletableFuture<Void> done) {}

    /** Begins a request; the message is to be told to the driver now, and again when it calls anew. */
    ServerMessage.AddResource begin(ResourceType type, String uri, CompletableFuture<Void> done) {
        ServerMessage.AddResource message = new ServerMessage.AddResource(++last, type, uri);
        pending.put(last, new Request(message, done));
        return message;
    }

    /** What the driver may not have heard. */
    Iterable<ServerMessage.AddResource> unanswered() {
        return pending.values().stream().map(Request::message).toList();
    }

    /** The driver's answer; one to an earlier server's request means nothing. */
    void answered(DriverMessage.ResourceAdded answer) {
        Request request = pending.remove(answer.request());
        if (request == null) {
            return;
        }
        if (answer.error() == null) {
            request.done().complete(null);
        } else {
            request.done().completeExceptionally(new ResourceException(answer.error()));
        }
    }

    /** Nobody will answer any more. */
    void end() {
        pending.values()
                .forEach(request -> request.done()
                        .completeExceptionally(new ResourceException(
                                "the session ended before " + request.message().uri() + " was added")));
        pending.clear();
    }
}
