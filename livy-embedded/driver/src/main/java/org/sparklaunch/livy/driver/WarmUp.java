package org.sparklaunch.livy.driver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.StatementOutput;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Runs what a session's first statements would otherwise pay for: Spark's parser and planner, generated code, a file scan,
 * shuffles, joins, aggregates and windows on a real executor, the way of a result, and the start of a shell. Queries run several
 * times: once loads classes, and the compilers, Java's and that of generated code, need a few more. Leaves nothing that an owner can
 * see but for jobs in Spark's UI: no table, no view, no name in a shell.
 *
 * <p>A warm-up never keeps a driver from being used: what fails is printed, and when no executor comes in time the driver
 * serves half warm.
 */
final class WarmUp {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ROUNDS = 8;

    /** On a machine that is busy, a driver that is ready is worth more than one that is warmer. */
    private static final Duration MORE_WITHIN = Duration.ofSeconds(20);

    private static final String GROUP = "warm-up";
    private static final String SAMPLE = "{\"id\": 1, \"name\": \"a\"}\n{\"id\": 2, \"name\": \"b\"}\n";

    private final Interpreters interpreters;
    private final SparkContext context;
    private final PolicyGate gate;
    private final Path workDir;

    /**
     * For a driver whose interpreters are open.
     *
     * @param gate of the session, which has no policy yet
     */
    WarmUp(Interpreters interpreters, SparkContext context, PolicyGate gate, Path workDir) {
        this.interpreters = interpreters;
        this.context = context;
        this.gate = gate;
        this.workDir = workDir;
    }

    /** Returns when all has run, the session ends, or the time is over; what still runs then is cancelled. */
    void run(List<SessionKind> kinds, CompletableFuture<?> sessionEnd) {
        CompletableFuture<Void> warm = new CompletableFuture<>();
        Thread thread = DaemonThreads.start(GROUP, () -> {
            warm(kinds);
            warm.complete(null);
        });
        try {
            CompletableFuture.anyOf(warm, sessionEnd).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.err.println("Session driver: no warm-up within " + LIMIT.toSeconds() + " s, ready without");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!warm.isDone()) {
            context.cancelJobGroup(GROUP);
            thread.interrupt();
        }
    }

    private void warm(List<SessionKind> kinds) {
        context.setJobGroup(GROUP, GROUP, true);
        Path sample = workDir.resolve("warm-up.json");
        try {
            Files.writeString(sample, SAMPLE);
            long begin = System.nanoTime();
            for (SessionKind kind : kinds) {
                execute(interpreters.get(kind), code(kind, sample));
            }
            for (int round = 1;
                    round < ROUNDS && !Thread.interrupted() && System.nanoTime() - begin < MORE_WITHIN.toNanos();
                    round++) {
                if (kinds.contains(SessionKind.SQL)) {
                    execute(interpreters.get(SessionKind.SQL), queries(sample, round));
                }
            }
        } catch (IOException | InterpreterStartException | RuntimeException e) {
            System.err.println("Session driver: the warm-up failed: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            remove(sample);
        }
    }

    private static List<String> code(SessionKind kind, Path sample) {
        return switch (kind) {
            case SQL -> queries(sample, 0);
            // An import that the shell has already: it compiles and defines nothing.
            case SPARK -> List.of("import org.apache.spark.sql.functions._");
            case PYSPARK -> List.of("pass");
            case SPARKR -> List.of("invisible(NULL)");
            default -> List.of();
        };
    }

    private static List<String> queries(Path sample, int round) {
        // Spark compiles generated code once: other bounds in each round warm its compiler, in the executor too.
        String rows = "range(0, " + (1000 + round) + ", 1, 2)";
        return List.of(
                "select 1",
                "show tables",
                "describe database default",
                "select count(*) as n, sum(id) as s, min(id) as least from " + rows,
                "select id % 7 as k, count(*) as n, avg(id) as a, max(cast(id as string)) as m from " + rows
                        + " group by id % 7 order by k limit 5",
                "select l.id, r.name from " + rows + " l join json.`" + sample + "` r on l.id = r.id"
                        + " where r.name like 'a%'",
                "select a.k, count(distinct b.id) as n, sum(b.id) as s from (select id, id % 3 as k from " + rows
                        + ") a join (select id from " + rows + ") b on a.id = b.id group by a.k having count(*) > 1"
                        + " order by n desc",
                "select * from (select id, row_number() over (partition by id % 3 order by id desc) as r from " + rows
                        + ") where r <= 2",
                "select current_date() as today, cast(1.5 as decimal(10, 2)) as price, array(1, 2) as numbers");
    }

    /** Runs each line with what is around a statement: what it uses is collected, its changes are judged, its output is written. */
    private void execute(Interpreter interpreter, List<String> lines) throws InterruptedException {
        for (String code : lines) {
            gate.used().open(GROUP);
            StatementOutput output;
            try {
                output = interpreter.execute(new StatementInput(0, code, GROUP));
                gate.changes().settle(output instanceof StatementOutput.Success);
            } finally {
                gate.used().close(GROUP);
            }
            String json = output.toJson(0);
            if (output instanceof StatementOutput.Failure) {
                System.err.println("Session driver: a line of the warm-up failed: " + json);
            }
        }
    }

    private static void remove(Path sample) {
        try {
            Files.deleteIfExists(sample);
        } catch (IOException e) {
            System.err.println("Session driver: " + sample + " stays: " + e);
        }
    }

    /**
     * Asks for an executor if the ones of the warm-up ended in Spark's idle minute: it starts while the owner still writes,
     * not a second after the first job found none.
     */
    static void awaken(SparkContext context) {
        boolean elastic = context.getConf().getBoolean("spark.dynamicAllocation.enabled", false);
        if (elastic && context.getExecutorMemoryStatus().size() <= 1) {
            context.requestExecutors(1);
        }
    }
}
