package org.sparklaunch.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Notices the end of the parent process.
 *
 * <p>The parent holds the other end of this process's standard input and writes nothing to it. When the parent ends, even by
 * SIGKILL, the kernel closes that end, and the read below reaches the end of the stream.
 */
public final class ParentProcess {
    private ParentProcess() {}

    /** Starts a daemon thread that runs the action once the parent has ended. */
    public static void follow(Runnable atEnd) {
        follow(System.in, atEnd);
    }

    static void follow(InputStream in, Runnable atEnd) {
        DaemonThreads.start("parent-watch", () -> {
            awaitEnd(in);
            atEnd.run();
        });
    }

    /** Blocks until the parent has ended. */
    public static void awaitEnd() {
        awaitEnd(System.in);
    }

    private static void awaitEnd(InputStream in) {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe has no writer any more: the parent has ended as well.
            System.err.println("standard input failed, the parent process counts as ended: " + e);
        }
    }
}
