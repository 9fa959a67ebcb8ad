package org.sparklaunch.livy.driver.interpreter;

import java.util.Arrays;
import java.util.List;
import org.sparklaunch.livy.driver.policy.AccessDeniedException;

/** Shows a Java failure as Livy does: name {@code Error}, the message, and the frames without {@code at}. */
public final class ThrowableOutput {
    private static final int MOST_FRAMES = 200;

    private ThrowableOutput() {}

    /** The error output of what user code, or Spark for it, threw. */
    public static StatementOutput of(Throwable thrown) {
        Throwable failure = AccessDeniedException.orSelf(thrown);
        String message = failure.getMessage();
        List<String> frames = Arrays.stream(failure.getStackTrace())
                .limit(MOST_FRAMES)
                .map(StackTraceElement::toString)
                .toList();
        return new StatementOutput.Failure("Error", message == null ? failure.toString() : message, frames);
    }
}
