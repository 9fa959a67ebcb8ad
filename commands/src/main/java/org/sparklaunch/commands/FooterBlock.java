package org.sparklaunch.commands;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the footer of a command's help.
 *
 * @param examples whether each line is a command line, which the help indents; otherwise the lines are one paragraph
 * @param lines in picocli's markup, without the indent
 */
record FooterBlock(boolean examples, List<String> lines) {
    private static final String INDENT = "  ";

    /** Splits a footer into its parts. */
    static List<FooterBlock> of(String... footer) {
        List<FooterBlock> blocks = new ArrayList<>();
        for (String line : footer) {
            boolean example = line.startsWith(INDENT);
            if (blocks.isEmpty() || blocks.get(blocks.size() - 1).examples != example) {
                blocks.add(new FooterBlock(example, new ArrayList<>()));
            }
            blocks.get(blocks.size() - 1).lines.add(line.strip());
        }
        return blocks;
    }
}
