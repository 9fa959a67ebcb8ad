package org.sparklaunch.launcher.cluster;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Closes resources in the reverse order of their opening, each once. Not thread-safe. */
final class CloseStack implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T thing) {
        opened.push(thing);
        return thing;
    }

    /** Closes all of them, even when some throw or the thread is interrupted. The interrupt flag stays set. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        RuntimeException failure = null;
        while (!opened.isEmpty()) {
            failure = closeOne(opened.pop(), failure);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable RuntimeException closeOne(AutoCloseable thing, @Nullable RuntimeException earlier) {
        try {
            thing.close();
            return earlier;
        } catch (Exception e) {
            if (earlier != null) {
                earlier.addSuppressed(e);
                return earlier;
            }
            return e instanceof RuntimeException unchecked
                    ? unchecked
                    : new IllegalStateException("cannot close " + thing, e);
        }
    }
}
