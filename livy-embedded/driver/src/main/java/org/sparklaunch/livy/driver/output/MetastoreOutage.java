package org.sparklaunch.livy.driver.output;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Recognizes failures of statements that needed a metastore while it did not answer. Hive describes them by its own classes. */
final class MetastoreOutage {
    private static final String NO_CONNECTION = "Could not connect to meta store using any of the URIs provided";

    private static final String MESSAGE =
            "the metastore does not answer, so no table can be found; statements without tables work; run this one again"
                    + " in a few seconds; if it fails again, ask the operator of this cluster";

    private MetastoreOutage() {}

    /** Returns the message for the user; empty for other failures. */
    static Optional<String> describe(Throwable failure) {
        Set<Throwable> seen = new HashSet<>();
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(NO_CONNECTION)) {
                return Optional.of(MESSAGE);
            }
        }
        return Optional.empty();
    }
}
