package org.sparklaunch.livy.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.Interpreters;
import org.sparklaunch.livy.driver.output.OutputLimits;
import org.sparklaunch.livy.driver.policy.PolicyGate;
import org.sparklaunch.livy.driver.sql.SqlInterpreter;
import org.sparklaunch.livy.protocol.SessionKind;

@Timeout(120)
class WarmUpTest {
    @TempDir
    private Path workDir;

    private final SparkContext context = LocalSpark.get().sparkContext();

    @Test
    void orderedEndCancelsTheWarmUp() {
        warmUp(CompletableFuture.completedFuture(null));
        int cancelled = jobs();

        warmUp(new CompletableFuture<>());

        assertThat(jobs() - cancelled).isGreaterThan(10 * Math.max(1, cancelled));
    }

    private void warmUp(CompletableFuture<?> sessionEnd) {
        var environment = new InterpreterEnvironment(LocalSpark.get(), workDir, OutputLimits.DEFAULT);
        try (Interpreters interpreters =
                new Interpreters(Map.of(SessionKind.SQL, SqlInterpreter::start), environment)) {
            new WarmUp(interpreters, context, PolicyGate.open(), workDir).run(List.of(SessionKind.SQL), sessionEnd);
            await().until(() -> context.statusTracker().getActiveJobIds().length == 0);
        }
    }

    private int jobs() {
        return context.statusTracker().getJobIdsForGroup("warm-up").length;
    }
}
