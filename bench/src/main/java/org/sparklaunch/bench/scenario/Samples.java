package org.sparklaunch.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sparklaunch.bench.report.Distribution;

/** What was measured in turn of the reference, of ours, and perhaps of another server. */
final class Samples {
    private final List<Double> reference = new ArrayList<>();
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> other = new ArrayList<>();

    void addReference(double value) {
        reference.add(value);
    }

    void addOurs(double value) {
        ours.add(value);
    }

    void addOther(double value) {
        other.add(value);
    }

    Distribution reference() {
        return Distribution.of(reference);
    }

    Distribution ours() {
        return Distribution.of(ours);
    }

    Optional<Distribution> other() {
        return other.isEmpty() ? Optional.empty() : Optional.of(Distribution.of(other));
    }
}
