package org.sparklaunch.livy.driver.scala;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Runs the tasks of a shell's compiler one after the other, while statements run on threads of their own.
 *
 * <p>Cancelling interrupts the thread of a statement. An interruption that reached the compiler would close the files that
 * it reads and writes at that moment, and later statements would not find what earlier ones defined.
 */
public final class CompilerThread implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor(DaemonThreads.named("scala-compiler"));

    /** Waits for the work to its end, whatever happens to the calling thread, which stays interrupted if it was. */
    public <T> T call(Supplier<T> work) {
        Future<T> result = thread.submit(work::get);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return result.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the Scala compiler failed: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Accepts no more work. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
