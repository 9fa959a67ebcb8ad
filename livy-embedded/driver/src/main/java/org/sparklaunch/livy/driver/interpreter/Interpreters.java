package org.sparklaunch.livy.driver.interpreter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * Starts each language of one session at its first statement and ends it with the session.
 *
 * <p>Any thread may call. An interpreter starts under a lock of its own: it takes seconds that {@link #close} must not
 * wait for, and a statement abandoned while it starts one must not have a twin started beside it.
 */
public final class Interpreters implements AutoCloseable, WholeResults {

    private final Map<SessionKind, InterpreterFactory> languages;
    private final InterpreterEnvironment environment;
    private final Object starting = new Object();
    private final Map<SessionKind, Interpreter> started = new EnumMap<>(SessionKind.class);
    private boolean closed;

    public Interpreters(Map<SessionKind, InterpreterFactory> languages, InterpreterEnvironment environment) {
        this.languages = Map.copyOf(languages);
        this.environment = environment;
    }

    /**
     * Returns the interpreter for a statement. Starts one if none of the kind runs.
     *
     * @throws InterpreterStartException when there is none for this kind, or it does not start
     */
    public Interpreter get(SessionKind kind) throws InterpreterStartException, InterruptedException {
        synchronized (starting) {
            Interpreter running = find(kind);
            if (running != null && running.isAlive()) {
                return running;
            }
            if (running != null) {
                running.close();
            }
            return keep(kind, start(kind));
        }
    }

    /**
     * Returns what runs jobs of a kind. Starts its interpreter if none runs yet; statements use the same one.
     *
     * @throws InterpreterStartException when the kind has no jobs, or its interpreter does not start
     */
    public JobRunner jobs(SessionKind kind) throws InterpreterStartException, InterruptedException {
        Interpreter running = find(kind);
        if (running == null || !running.isRunning()) {
            running = get(kind);
        }
        return running.jobs()
                .orElseThrow(() -> new InterpreterStartException("there are no jobs of kind " + kind.wireName()
                        + "; the job type is spark for Livy's Java client, pyspark for its Python client"));
    }

    @Override
    public synchronized Optional<WholeResult> find(int statement) {
        return started.values().stream()
                .flatMap(interpreter -> interpreter.results().find(statement).stream())
                .findFirst();
    }

    @Override
    public synchronized void forget() {
        started.values().forEach(interpreter -> interpreter.results().forget());
    }

    private Interpreter start(SessionKind kind) throws InterpreterStartException, InterruptedException {
        InterpreterFactory factory = languages.get(kind);
        if (factory == null) {
            throw new InterpreterStartException(
                    "this session has no interpreter for kind " + kind.wireName() + ", only for "
                            + languages.keySet().stream()
                                    .map(SessionKind::wireName)
                                    .sorted()
                                    .toList());
        }
        return factory.start(environment);
    }

    private synchronized @Nullable Interpreter find(SessionKind kind) {
        return started.get(kind);
    }

    private Interpreter keep(SessionKind kind, Interpreter interpreter) throws InterpreterStartException {
        synchronized (this) {
            if (!closed) {
                started.put(kind, interpreter);
                return interpreter;
            }
        }
        interpreter.close();
        throw new InterpreterStartException("the session ended while the interpreter started");
    }

    /** Ends all interpreters, the last started first; none starts after this. */
    @Override
    public void close() {
        Deque<Interpreter> ending = new ArrayDeque<>();
        synchronized (this) {
            closed = true;
            started.values().forEach(ending::push);
            started.clear();
        }
        RuntimeException failure = null;
        for (Interpreter interpreter : ending) {
            try {
                interpreter.close();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
