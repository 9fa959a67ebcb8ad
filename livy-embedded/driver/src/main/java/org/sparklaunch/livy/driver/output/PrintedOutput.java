package org.sparklaunch.livy.driver.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.sparklaunch.livy.driver.output.StatementOutput.Failure;

/**
 * Adds what a statement printed before it failed to its error. It goes to the end of the traceback, since Livy's error output has
 * no field for it.
 */
public final class PrintedOutput {
    static final String HEADING = "Output before the error:\n";

    /** The end of a long output tells more about its error than the beginning. */
    private static final int MAX_CHARACTERS = 10_000;

    private static final Pattern LINES = Pattern.compile("(?<=\n)");

    private PrintedOutput() {}

    /** Returns the error with the printed output, or as it is when nothing was printed. */
    public static Failure addTo(Failure failure, String printed) {
        String output = printed.strip();
        if (output.isEmpty()) {
            return failure;
        }
        List<String> traceback = new ArrayList<>(failure.traceback());
        traceback.add(HEADING);
        int cut = Math.max(0, output.length() - MAX_CHARACTERS);
        if (cut > 0) {
            traceback.add("(" + cut + " characters before)\n");
        }
        LINES.splitAsStream(output.substring(cut) + "\n").forEach(traceback::add);
        return new Failure(failure.name(), failure.message(), traceback);
    }
}
