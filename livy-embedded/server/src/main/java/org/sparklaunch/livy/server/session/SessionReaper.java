package org.sparklaunch.livy.server.session;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sweeps the sessions again and again until it is closed. */
public final class SessionReaper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionReaper.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread reaper = new Thread(task, "session-reaper");
        reaper.setDaemon(true);
        return reaper;
    });

    /** Begins. */
    public SessionReaper(SessionManager sessions, Duration pause) {
        Runnable sweep = () -> {
            try {
                sessions.sweep();
            } catch (RuntimeException e) {
                // An exception that left here would end all later sweeps.
                log.error("a sweep of the sessions failed", e);
            }
        };
        var unused = thread.scheduleWithFixedDelay(sweep, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
