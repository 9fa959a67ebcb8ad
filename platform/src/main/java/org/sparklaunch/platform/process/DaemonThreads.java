package org.sparklaunch.platform.process;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;

/** Creates named threads that do not keep the process alive. */
public final class DaemonThreads {
    private DaemonThreads() {}

    /** Creates a thread that is not started. */
    public static Thread create(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Starts a thread. */
    public static Thread start(String name, Runnable task) {
        Thread thread = create(name, task);
        thread.start();
        return thread;
    }

    /** Returns a factory for an executor with one thread, which has this name. */
    public static ThreadFactory named(String name) {
        return task -> create(name, task);
    }

    /** Returns a factory for an executor with many threads, which are named {@code name-1} and so on. */
    public static ThreadFactory numbered(String name) {
        AtomicLong created = new AtomicLong();
        return task -> create(name + "-" + created.incrementAndGet(), task);
    }
}
