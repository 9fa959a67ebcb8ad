package org.sparklaunch.livy.driver.scala;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A line that shows a value in another form than text.
 *
 * @param command what stands behind the percent sign, {@code json} or {@code table} where it is known
 * @param name the value, possibly empty
 */
record Magic(String command, String name) {
    private static final Pattern LINE = Pattern.compile("%(\\w+)\\W*(.*)");

    /** The magic of a line, null when it is code: no line of Scala begins with a percent sign. */
    static @Nullable Magic in(String line) {
        Matcher matcher = LINE.matcher(line.stripTrailing());
        return matcher.matches() ? new Magic(matcher.group(1), matcher.group(2)) : null;
    }
}
