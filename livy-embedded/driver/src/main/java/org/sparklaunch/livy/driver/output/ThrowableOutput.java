package org.sparklaunch.livy.driver.output;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;
import org.sparklaunch.livy.driver.policy.AccessDeniedException;

/**
 * Shows a Java failure as Livy does: name {@code Error}, the message, and the frames without {@code at}. The message has those of
 * the causes, too. Frames that Spark put into messages come first in the traceback.
 */
public final class ThrowableOutput {
    private static final int MAX_FRAMES = 200;

    private ThrowableOutput() {}

    /** Returns the error output of what user code, or Spark for it, threw. */
    public static Failure of(Throwable thrown) {
        Throwable failure = AccessDeniedException.orSelf(thrown);
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        List<String> frames = Stream.concat(
                        StackFrames.split(message).frames().stream(),
                        Arrays.stream(failure.getStackTrace()).map(StackTraceElement::toString))
                .limit(MAX_FRAMES)
                .toList();
        return new Failure(
                "Error", MetastoreOutage.describe(failure).orElseGet(() -> CauseChain.describe(failure)), frames);
    }
}
