package org.sparklaunch.livy.driver.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.StatementOutput;

/** A language of a few words: {@code wait} until interrupted, {@code ignore} interruptions until released, {@code die}, else echo. */
public final class ScriptedInterpreter implements Interpreter {
    private final List<String> executed = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean alive = true;
    private volatile int interrupts;
    private volatile boolean closed;

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        executed.add(statement.code());
        switch (statement.code()) {
            case "wait" -> new CountDownLatch(1).await();
            case "ignore" -> awaitRelease();
            case "die" -> alive = false;
            case "throw" -> throw new IllegalStateException("broken interpreter");
            default -> {}
        }
        return StatementOutput.text(statement.code());
    }

    private void awaitRelease() {
        boolean done = false;
        while (!done) {
            try {
                released.await();
                done = true;
            } catch (InterruptedException e) {
                done = false;
            }
        }
    }

    /** Lets code go on that ignores interruptions. */
    public void release() {
        released.countDown();
    }

    public List<String> executed() {
        return executed;
    }

    public int interrupts() {
        return interrupts;
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // One canceller calls.
    public void interrupt() {
        interrupts++;
    }

    @Override
    public boolean isAlive() {
        return alive;
    }

    @Override
    public void close() {
        closed = true;
    }
}
