package org.sparklaunch.livy.server.session;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;

/**
 * The requests to add a resource to a running session that its driver has not answered. Not journalled: the client waits for
 * the answer, so the death of the server fails its request and it asks again. The journal's monitor guards all fields.
 */
final class ResourceRequests {
    private final Map<Integer, Request> pending = new TreeMap<>();
    private int last;

    /**
     * A request that the driver has not answered.
     *
     * @param done completes when the driver has the resource, with a {@link ResourceException} when it could not add it
     */
    private record Request(ServerMessage.AddResource message, CompletableFuture<Void> done) {}

    /** Opens a request and returns its message, to be sent now and again on reconnect. */
    ServerMessage.AddResource open(ResourceType type, String uri, CompletableFuture<Void> done) {
        ServerMessage.AddResource message = new ServerMessage.AddResource(++last, type, uri);
        pending.put(last, new Request(message, done));
        return message;
    }

    /** Returns the messages that the driver may not have received. */
    Iterable<ServerMessage.AddResource> unanswered() {
        return pending.values().stream().map(Request::message).toList();
    }

    /** Completes the request that the driver answered; ignores an answer to an earlier server's request. */
    void complete(DriverMessage.ResourceAdded answer) {
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

    /** Fails all open requests, since the session ended. */
    void end() {
        pending.values()
                .forEach(request -> request.done()
                        .completeExceptionally(new ResourceException(
                                "the session ended before " + request.message().uri() + " was added")));
        pending.clear();
    }
}
