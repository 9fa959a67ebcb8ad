package org.sparklaunch.livy.driver.output;

import java.io.IOException;

/** Thrown when an output is larger than {@link OutputLimits#bytes}. */
public final class OutputTooLargeException extends IOException {
    private final int limit;

    OutputTooLargeException(int limit) {
        super("the output is larger than " + limit + " bytes");
        this.limit = limit;
    }

    /** Returns the error that stands instead of the output. */
    public StatementOutput toOutput(String advice) {
        return tooLarge(limit, advice);
    }

    /** Returns the same error for output that was dropped. */
    public static StatementOutput tooLarge(int limit, String advice) {
        return StatementOutput.failure(
                "OutputTooLarge",
                "output larger than " + limit + " bytes, the limit of a statement (output.limit.bytes): " + advice);
    }
}
