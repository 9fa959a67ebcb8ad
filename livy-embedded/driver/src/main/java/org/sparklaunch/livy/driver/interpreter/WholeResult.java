package org.sparklaunch.livy.driver.interpreter;

import java.io.IOException;
import java.io.Writer;

/** The result of a statement without the limit of its output. It is computed again each time it is written. */
public interface WholeResult {

    /**
     * Writes one JSON value per line: {@code {"schema": …}}, an array of cells for each row, and {@code {"rows": n}} as proof
     * that none is missing. Runs in the calling thread, at the pace of the target.
     *
     * @throws IOException as the target throws it
     */
    void write(Writer target) throws IOException;
}
