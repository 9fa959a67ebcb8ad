package org.sparklaunch.launcher.guard;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in a process that must not outlive its parent.
 *
 * <p>The parent holds the other end of this process's standard input and never writes to it. When the parent dies, however
 * it dies, the kernel closes that end, the read below sees the end of the stream, and this process ends at once: its parent
 * could not clean up after it any more.
 */
public final class GuardedMain {
    private static final int ORPHANED = 75;

    private GuardedMain() {}

    /** Starts {@code args[0]} with the other arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        Thread guard = new Thread(() -> haltWhenOver(System.in), "parent-guard");
        guard.setDaemon(true);
        guard.start();
        Class<?> main = Class.forName(args[0]);
        try {
            main.getMethod("main", String[].class).invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[0] + " failed", e.getCause());
        }
    }

    private static void haltWhenOver(InputStream in) {
        try {
            while (in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("Lost the pipe to the parent process: " + e);
        }
        Runtime.getRuntime().halt(ORPHANED);
    }
}
