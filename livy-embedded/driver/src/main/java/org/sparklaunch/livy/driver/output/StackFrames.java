package org.sparklaunch.livy.driver.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes the Java stack frames out of a message. Spark puts those of an executor into the message of the failed job.
 *
 * @param message what is left
 * @param frames the frames in their order, without {@code at}
 */
record StackFrames(String message, List<String> frames) {
    private static final Pattern FRAME = Pattern.compile("\\s+at \\S.*\\(.*\\).*|\\s*\\.\\.\\. \\d+ (more|elided)");
    private static final String HEADING = "Driver stacktrace:";

    static StackFrames split(String text) {
        List<String> kept = new ArrayList<>();
        List<String> frames = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (FRAME.matcher(line).matches()) {
                frames.add(line.strip().replaceFirst("^at ", ""));
            } else if (!line.strip().equals(HEADING)) {
                kept.add(line);
            }
        }
        return frames.isEmpty()
                ? new StackFrames(text, List.of())
                : new StackFrames(String.join("\n", kept).stripTrailing(), frames);
    }
}
