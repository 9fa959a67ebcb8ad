package org.sparklaunch.livy.driver.scala213;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts results that Scala 2.13's shell prints as declarations ({@code val x: Int = 1}, {@code def f(x: Int): Int}) into
 * the form of all shells before it ({@code x: Int = 1}, {@code f: (x: Int)Int}), which Livy's clients and their tests read.
 */
final class ClassicOutput {
    /** Cuts behind each newline, which stays. */
    private static final Pattern LINES = Pattern.compile("(?<=\n)");

    private static final Pattern LAZY = Pattern.compile("lazy val (.+) // unevaluated");
    private static final Pattern VALUE = Pattern.compile("va[lr] ((.+?): .*)");
    private static final Pattern METHOD = Pattern.compile("def ([^(\\[:]+)(.*)");
    private static final Pattern TYPE = Pattern.compile("(class|trait|object|type) (\\S+).*");

    private ClassicOutput() {}

    /**
     * Rewrites a result.
     *
     * @param printed what the shell prints for one piece of code
     * @param defined the names the piece defines; below the first line only their declarations are taken for such, the rest
     *     is text of values
     */
    static String of(String printed, Set<String> defined) {
        StringBuilder text = new StringBuilder();
        boolean first = true;
        for (String line : LINES.splitAsStream(printed).toList()) {
            String content = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
            boolean declares = first || (defined.size() > 1 && defined.contains(nameIn(content)));
            text.append(declares ? line(content) : content);
            first = false;
            // 2.13 forgets the end of the line after a lazy value.
            text.append(line.isEmpty() ? "" : "\n");
        }
        return text.toString();
    }

    private static String line(String declaration) {
        Matcher lazy = LAZY.matcher(declaration);
        if (lazy.matches()) {
            return lazy.group(1) + " = <lazy>";
        }
        Matcher value = VALUE.matcher(declaration);
        if (value.matches()) {
            return value.group(1);
        }
        Matcher method = METHOD.matcher(declaration);
        if (method.matches()) {
            return method.group(1) + ": " + signature(method.group(2));
        }
        Matcher type = TYPE.matcher(declaration);
        if (type.matches()) {
            return "defined " + (type.group(1).equals("type") ? "type alias" : type.group(1)) + " " + type.group(2);
        }
        return declaration;
    }

    /** Takes the colon between the last parameter list and the result type away. */
    private static String signature(String declared) {
        int depth = 0;
        for (int i = 0; i < declared.length(); i++) {
            char c = declared.charAt(i);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (c == ':' && depth == 0) {
                return declared.substring(0, i) + declared.substring(i + 1).stripLeading();
            }
        }
        return declared;
    }

    private static String nameIn(String declaration) {
        Matcher lazy = LAZY.matcher(declaration);
        if (lazy.matches()) {
            return lazy.group(1).substring(0, Math.max(0, lazy.group(1).indexOf(':')));
        }
        Matcher value = VALUE.matcher(declaration);
        if (value.matches()) {
            return value.group(2);
        }
        Matcher method = METHOD.matcher(declaration);
        if (method.matches()) {
            return method.group(1);
        }
        Matcher type = TYPE.matcher(declaration);
        return type.matches() ? type.group(2) : "";
    }
}
