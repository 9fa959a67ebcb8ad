package org.sparklaunch.authentication.limits;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads request bodies into memory. A client that sends slowly occupies its connection and no thread, and only until the time
 * limit. All bodies that are being received share one limit of memory, of which one client address can fill three quarters.
 * Thread-safe.
 */
public final class BodyReader {
    /** Long enough for the largest body over 3 Mbit/s. */
    public static final Duration TIME_LIMIT = Duration.ofSeconds(60);

    /** The part of the heap that incomplete bodies may fill. */
    private static final int HEAP_SHARE = 4;

    private final Duration timeLimit;
    private final long mostHeld;
    private final AtomicLong held = new AtomicLong();
    private final Map<String, Long> heldByClient = new ConcurrentHashMap<>();

    /**
     * Creates a reader for one server.
     *
     * @param timeLimit the time that a client has to send a body
     * @param mostHeld bytes that incomplete bodies may have together
     */
    BodyReader(Duration timeLimit, long mostHeld) {
        this.timeLimit = timeLimit;
        this.mostHeld = mostHeld;
    }

    /** Creates the reader of a server, with limits for the heap of this process. */
    public static BodyReader create() {
        return new BodyReader(TIME_LIMIT, Runtime.getRuntime().maxMemory() / HEAP_SHARE);
    }

    /**
     * Reads the whole body. The result is complete at once if the body has arrived with the headers.
     *
     * @param mostBytes the limit of this body
     * @return the bytes; fails with a {@link BodyException}
     */
    public CompletableFuture<byte[]> read(Request request, int mostBytes) {
        Reading reading = new Reading(request, mostBytes);
        reading.run();
        return reading.body.isDone() ? reading.body : reading.withinTime();
    }

    /** Returns the bytes of incomplete bodies in memory. */
    long held() {
        return held.get();
    }

    /** One body. Jetty runs it once for each demand, never twice at a time. */
    private final class Reading implements Runnable {
        private final Request request;
        private final String client;
        private final int mostBytes;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final AtomicLong counted = new AtomicLong();
        private final CompletableFuture<byte[]> body = new CompletableFuture<>();

        Reading(Request request, int mostBytes) {
            this.request = request;
            this.client = ClientAddress.of(request.getConnectionMetaData().getRemoteSocketAddress());
            this.mostBytes = mostBytes;
        }

        CompletableFuture<byte[]> withinTime() {
            CompletableFuture<Void> timer =
                    new CompletableFuture<Void>().orTimeout(timeLimit.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<?> unusedTimeout = timer.exceptionally(timeout -> {
                fail(408, "the request body did not arrive within " + timeLimit.toSeconds() + " s");
                return null;
            });
            CompletableFuture<?> unusedEnd = body.whenComplete((complete, failure) -> timer.complete(null));
            return body;
        }

        @Override
        public void run() {
            while (!body.isDone()) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                try {
                    take(chunk);
                } finally {
                    chunk.release();
                }
            }
            forget();
        }

        private void take(Content.Chunk chunk) {
            Throwable failure = chunk.getFailure();
            if (failure != null) {
                boolean idle = failure instanceof TimeoutException;
                body.completeExceptionally(
                        idle
                                ? new BodyException(408, "the request body stopped arriving", failure)
                                : new BodyException(400, "the body cannot be read: " + failure.getMessage(), failure));
                return;
            }
            add(chunk.getByteBuffer());
            if (chunk.isLast()) {
                // First, since completion continues with the request.
                forget();
                body.complete(bytes.toByteArray());
            }
        }

        /** Copies the bytes: a chunk of one byte may hold a whole network buffer. */
        private void add(ByteBuffer content) {
            int length = content.remaining();
            if (bytes.size() + (long) length > mostBytes) {
                fail(413, "the body is larger than " + mostBytes + " bytes");
                return;
            }
            counted.addAndGet(length);
            if (held.addAndGet(length) > mostHeld || ofClient(length) > mostHeld / 4 * 3) {
                fail(503, "the server is receiving too many request bodies at once; try again in a second");
                return;
            }
            byte[] copy = new byte[length];
            content.get(copy);
            bytes.writeBytes(copy);
        }

        private void fail(int status, String message) {
            forget();
            body.completeExceptionally(new BodyException(status, message));
        }

        /** Called at every end, and after a chunk that came in while the time limit passed. */
        private void forget() {
            long counts = counted.getAndSet(0);
            held.addAndGet(-counts);
            ofClient(-counts);
        }

        /** Adds to the bytes of the client, and returns them. Another thread may subtract before this one adds. */
        private long ofClient(long bytes) {
            Long sum = bytes == 0
                    ? heldByClient.get(client)
                    : heldByClient.merge(client, bytes, (one, other) -> one + other == 0 ? null : one + other);
            return sum == null ? 0 : sum;
        }
    }
}
