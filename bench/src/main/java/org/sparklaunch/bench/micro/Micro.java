package org.sparklaunch.bench.micro;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures by JMH what our processes do for every statement, without Spark and without a network. Its benchmarks lie in the
 * packages of what they measure, so that nothing has to be public for them.
 */
public final class Micro {
    private static final String ALL = "org\\.sparklaunch\\..*Micro\\..*";

    private Micro() {}

    /**
     * Runs all of them.
     *
     * @param results the JSON file that JMH writes
     * @param quick to see whether all work
     * @return a Markdown table
     */
    public static String run(Path results, boolean quick) {
        Options options = new OptionsBuilder()
                .include(ALL)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(1)
                .jvmArgs("-Xmx256m", "-XX:+UseSerialGC")
                .warmupIterations(quick ? 1 : 5)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(quick ? 1 : 5)
                .measurementTime(TimeValue.seconds(1))
                .resultFormat(ResultFormatType.JSON)
                .result(results.toString())
                .build();
        try {
            return table(new Runner(options).run());
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH failed: " + e.getMessage(), e);
        }
    }

    private static String table(Collection<RunResult> results) {
        List<RunResult> sorted = results.stream()
                .sorted(Comparator.comparing(r -> r.getParams().getBenchmark()))
                .toList();
        return sorted.stream()
                .map(Micro::line)
                .collect(Collectors.joining("", "| what | time | ± (99.9 %) |\n| --- | --- | --- |\n", ""));
    }

    private static String line(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        String name = result.getParams().getBenchmark().replaceFirst(".*\\.(\\w+)Micro\\.", "$1: ");
        return String.format(Locale.ROOT, "| %s | %.2f µs | %.2f |%n", name, time.getScore(), time.getScoreError());
    }
}
