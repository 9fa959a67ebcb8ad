package org.sparklaunch.querytracker.output;

/** Text that is safe on a terminal, and its width there. */
public final class TerminalText {
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int FIRST_BIDI = 0x202a;
    private static final int LAST_BIDI = 0x202e;
    private static final int FIRST_ISOLATE = 0x2066;
    private static final int LAST_ISOLATE = 0x2069;
    private static final int DELETE = 0x7f;
    private static final int LAST_CONTROL = 0x9f;

    private TerminalText() {}

    /** Replaces control characters, which could steer a terminal, by escapes such as {@code \\x1b}. Keeps line ends and tabs. */
    public static String escape(String text) {
        if (text.codePoints().noneMatch(TerminalText::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isUnsafe(c)) {
                safe.append(c <= 0xff ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int c) {
        boolean control = c < ' ' ? c != '\n' && c != '\t' : c >= DELETE && c <= LAST_CONTROL;
        return control || (c >= FIRST_BIDI && c <= LAST_BIDI) || (c >= FIRST_ISOLATE && c <= LAST_ISOLATE);
    }

    /** Puts text on one line: line ends become {@code ⏎}, tabs spaces. */
    static String onOneLine(String text) {
        return escape(text.replaceAll("\\s*\\R\\s*", "⏎").replace('\t', ' '));
    }

    /** Returns the number of columns that a string takes. */
    static int width(String text) {
        return text.codePoints().map(TerminalText::width).sum();
    }

    /** Cuts a string to a width; the end of a cut string is {@code …}. */
    public static String cut(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        StringBuilder kept = new StringBuilder();
        int room = width - 1;
        for (int c : text.codePoints().toArray()) {
            room -= width(c);
            if (room < 0) {
                break;
            }
            kept.appendCodePoint(c);
        }
        return kept.append('…').toString();
    }

    private static int width(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c > LAST_CONTROL ? 0 : 1;
            default -> isWide(c) ? 2 : 1;
        };
    }

    /** East Asian wide and full-width characters, and emoji, as in Unicode's table of widths. */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0x303e)
                || (c >= 0x3041 && c <= 0xa4cf)
                || (c >= 0xa960 && c <= 0xa97c)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff01 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1f64f)
                || (c >= 0x1f680 && c <= 0x1f6ff)
                || (c >= 0x1f900 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
