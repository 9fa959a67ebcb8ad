package org.sparklaunch.livy.driver.scala;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a statement into lines and finds those that continue in the next one. A shell takes {@code else}, {@code .map} or the second
 * half of a sum for a new statement and fails, as Livy's does. The shell itself reports what is open for the compiler only, such as
 * a brace, as incomplete.
 */
final class CodeBlocks {
    private static final Pattern GOES_ON_FROM_ABOVE =
            Pattern.compile("\\s*(\\.[\\p{L}_`]|(else|catch|finally|yield|extends|with)\\b).*");
    private static final Pattern COMMENT_OR_BLANK = Pattern.compile("\\s*(//.*)?");
    private static final Pattern OPERATOR_AT_END = Pattern.compile(".*[\\w\\s)\\]}\"'][-+*/%&|<>=^:]+\\s*");

    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\n]*");

    private final List<String> lines;

    CodeBlocks(String code) {
        this.lines = code.lines().toList();
    }

    /** Returns whether a piece is space and whole comments. The shells take that for an error or for something incomplete. */
    static boolean isBlank(CharSequence piece) {
        return withoutComments(piece).isBlank();
    }

    static String withoutComments(CharSequence piece) {
        return COMMENT.matcher(piece).replaceAll("");
    }

    int lineCount() {
        return lines.size();
    }

    String line(int index) {
        return lines.get(index);
    }

    /** Returns whether a piece cannot end with the line, by its end and by the next line that is not a comment. */
    boolean goesOn(int index) {
        if (!isCode(lines.get(index)) && index == 0) {
            return false;
        }
        for (int next = index + 1; next < lines.size(); next++) {
            if (isCode(lines.get(next))) {
                return endsInOperator(lines.get(index))
                        || GOES_ON_FROM_ABOVE.matcher(lines.get(next)).matches();
            }
        }
        return false;
    }

    private static boolean isCode(String line) {
        return !COMMENT_OR_BLANK.matcher(line).matches();
    }

    private static boolean endsInOperator(String line) {
        // A comment at the end may end in anything.
        return isCode(line)
                && !line.contains("//")
                && !line.stripTrailing().endsWith("*/")
                && OPERATOR_AT_END.matcher(line).matches();
    }
}
