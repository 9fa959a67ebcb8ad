package org.sparklaunch.platform.process;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another main class in a process that must not outlive its parent. When the parent ends, this process halts at once: its
 * parent can no longer clean up after it.
 */
public final class GuardedMain {
    private static final int ORPHANED = 75;

    private GuardedMain() {}

    /** Starts {@code args[0]} with the other arguments. */
    public static void main(String[] args) throws ReflectiveOperationException {
        ParentProcess.follow(() -> Runtime.getRuntime().halt(ORPHANED));
        Class<?> main = Class.forName(args[0]);
        try {
            main.getMethod("main", String[].class).invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[0] + " failed", e.getCause());
        }
    }
}
