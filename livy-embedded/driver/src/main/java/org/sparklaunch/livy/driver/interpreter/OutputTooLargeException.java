package org.sparklaunch.livy.driver.interpreter;

import java.io.IOException;

/** An output outgrew {@link OutputLimits#bytes}. */
public final class OutputTooLargeException extends IOException {
    private final int limit;

    OutputTooLargeException(int limit) {
        super("the output is larger than " + limit + " bytes");
        this.limit = limit;
    }

    /** What the client sees instead of the output. */
    public StatementOutput toOutput(String advice) {
        return tooLarge(limit, advice);
    }

    /** The same, for output that was dropped instead of refused. */
    public static StatementOutput tooLarge(int limit, String advice) {
        return StatementOutput.failure(
                "OutputTooLarge",
                "The output is larger than the " + limit + " bytes that a statement may answer (output.limit.bytes): "
                        + advice);
    }
}
