package org.sparklaunch.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page whose blocks {@code sh} are typed one after the other into one shell. The block {@code text} after one is what it prints, on
 * both outputs; {@code …} stands for anything.
 */
record WalkthroughPage(Path file, List<Step> steps) {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(sh|text)\n(.*?)^```$");

    /** Commands and what they print. */
    record Step(String commands, String expected) {
        /** Returns whether the output is the expected one. */
        boolean isAnsweredBy(String output) {
            String pattern = Pattern.compile("…|[^…]+")
                    .matcher(trimmed(expected))
                    .results()
                    .map(part -> part.group().equals("…") ? "(?s:.*?)" : Pattern.quote(part.group()))
                    .collect(Collectors.joining());
            return Pattern.matches(pattern, trimmed(output));
        }

        /** Leaves out spaces at the ends of lines, and progress, which only a slow query shows. */
        private static String trimmed(String text) {
            return text.lines()
                    .filter(line -> !line.startsWith("running in session ") && !line.startsWith("waiting: "))
                    .map(String::stripTrailing)
                    .collect(Collectors.joining("\n"))
                    .strip();
        }
    }

    static WalkthroughPage read(String name) {
        Path file = Path.of("../docs/start").resolve(name);
        List<Step> steps = new ArrayList<>();
        Matcher block = BLOCK.matcher(read(file));
        String commands = null;
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                if (commands != null) {
                    steps.add(new Step(commands, ""));
                }
                commands = block.group(2);
            } else {
                steps.add(new Step(commands, block.group(2)));
                commands = null;
            }
        }
        if (commands != null) {
            steps.add(new Step(commands, ""));
        }
        return new WalkthroughPage(file, steps);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
