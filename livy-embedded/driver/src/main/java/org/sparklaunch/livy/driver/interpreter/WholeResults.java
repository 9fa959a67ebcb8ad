package org.sparklaunch.livy.driver.interpreter;

import java.util.Optional;

/** The whole results that can still be had. Any thread may ask. */
public interface WholeResults {
    /** Of a language that has none. */
    WholeResults NONE = new WholeResults() {
        @Override
        public Optional<WholeResult> find(int statement) {
            return Optional.empty();
        }

        @Override
        public void forget() {
            // There is nothing to forget.
        }
    };

    /** That of an earlier statement, if it is still known. */
    Optional<WholeResult> find(int statement);

    /** Lets none of those known now be had again: what their statements were allowed may be forbidden by now. */
    void forget();
}
