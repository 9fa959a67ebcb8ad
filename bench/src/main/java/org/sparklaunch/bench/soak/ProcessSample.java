package org.sparklaunch.bench.soak;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sparklaunch.bench.target.ProcessStatistics;

/**
 * All processes of the launch at one moment.
 *
 * @param minute since the begin of the soak
 */
record ProcessSample(double minute, List<ProcessStatistics> processes) {
    /** Copies the list. */
    ProcessSample {
        processes = List.copyOf(processes);
    }

    /** The largest value among the processes of a role; 0 when there is none. */
    double largest(String role, ToDoubleFunction<ProcessStatistics> of) {
        return processes.stream()
                .filter(p -> p.role().equals(role))
                .mapToDouble(of)
                .max()
                .orElse(0);
    }

    /** How many processes of a role there are. */
    long count(String role) {
        return processes.stream().filter(p -> p.role().equals(role)).count();
    }
}
