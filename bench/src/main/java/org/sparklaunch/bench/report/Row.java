package org.sparklaunch.bench.report;

import java.util.Optional;

/** One line of the report. */
public sealed interface Row {

    /** What the line is about. */
    String what();

    /**
     * Numbers of one run.
     *
     * @param reference bare Spark in the same run, where there is such a thing
     * @param other the Livy server that the run was pointed at with {@code --against}
     * @param bar what ours have to reach, where something was set
     */
    record Measured(
            String what,
            Unit unit,
            Optional<Distribution> reference,
            Distribution ours,
            Optional<Distribution> other,
            Optional<Bar> bar)
            implements Row {

        /** Without another Livy server. */
        public static Measured paired(String what, Distribution reference, Distribution ours, Bar bar) {
            return new Measured(
                    what, Unit.MILLISECONDS, Optional.of(reference), ours, Optional.empty(), Optional.of(bar));
        }

        /** Without reference and bar: a fact that explains another row. */
        public static Measured fact(String what, Unit unit, Distribution ours) {
            return new Measured(what, unit, Optional.empty(), ours, Optional.empty(), Optional.empty());
        }

        /** The same with the numbers of another Livy server beside. */
        public Measured with(Optional<Distribution> otherServer) {
            return new Measured(what, unit, reference, ours, otherServer, bar);
        }

        /** Whether the bar is reached; empty when there is none. */
        Optional<Boolean> reached() {
            return bar.map(b -> b.reached(reference, ours));
        }
    }

    /** A line that this run has no numbers for. */
    record NotMeasured(String what, String reason) implements Row {}
}
