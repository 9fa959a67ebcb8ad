package org.sparklaunch.livy.driver.interpreter;

import java.util.Optional;

/** Finds whole results of earlier statements. Thread-safe. */
public interface WholeResults {
    /** The results of a language that has none. */
    WholeResults NONE = new WholeResults() {
        @Override
        public Optional<WholeResult> find(int statement) {
            return Optional.empty();
        }

        @Override
        public void forget() {
            // It has none.
        }
    };

    /** Returns the result of an earlier statement if it is still kept. */
    Optional<WholeResult> find(int statement);

    /** Drops all results kept now: what their statements were allowed may be forbidden by now. */
    void forget();
}
