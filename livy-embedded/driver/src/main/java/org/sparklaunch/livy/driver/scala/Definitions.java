package org.sparklaunch.livy.driver.scala;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Collects pieces of a statement that follow each other and only define classes, objects, methods and types. Compiled together, a
 * class finds its companion, functions find each other, and a sealed trait has its cases in one place.
 */
final class Definitions {
    private static final Pattern BEGINNING = Pattern.compile(
            "(@\\S+\\s+)*((private|protected|implicit|final|sealed|abstract|case|override)(\\[\\w+])?\\s+)*"
                    + "(class|trait|object|def|type)\\b.*",
            Pattern.DOTALL);

    /**
     * A piece of a statement.
     *
     * @param start how many lines of the statement stand before it
     */
    record Piece(String code, int start) {

        /** Returns its lines and the first of them that has code. */
        String place() {
            List<String> lines = code.lines().toList();
            int first = 0;
            while (first < lines.size() - 1 && CodeBlocks.isBlank(lines.get(first))) {
                first++;
            }
            String numbers = first == lines.size() - 1
                    ? "line " + (start + lines.size())
                    : "lines " + (start + first + 1) + " to " + (start + lines.size());
            return numbers + ": " + lines.get(first).strip();
        }
    }

    private final List<Piece> pieces = new ArrayList<>();

    /** Returns whether a piece may be a definition, by its first words. The compiler's parser decides. */
    static boolean mayBegin(String piece) {
        return BEGINNING.matcher(CodeBlocks.withoutComments(piece).strip()).matches();
    }

    void add(Piece piece) {
        pieces.add(piece);
    }

    List<Piece> takeAll() {
        List<Piece> all = List.copyOf(pieces);
        pieces.clear();
        return all;
    }

    /** Joins pieces to one, each at its distance from the first, so that the lines of errors stay right. */
    static Piece join(List<Piece> pieces) {
        int first = pieces.get(0).start();
        StringBuilder unit = new StringBuilder();
        for (Piece piece : pieces) {
            int lines = Math.toIntExact(unit.chars().filter(c -> c == '\n').count());
            unit.append("\n".repeat(Math.max(0, piece.start() - first - lines))).append(piece.code());
        }
        return new Piece(unit.toString(), first);
    }
}
