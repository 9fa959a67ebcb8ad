package org.sparklaunch.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What scripts print by {@code say} and {@code die}, and the usage in their first lines, which {@code --help} prints. */
final class ShellMessages {
    private static final Pattern MESSAGE =
            Pattern.compile("\\b(?:say|die|impossible) \"((?:[^\"$]|\\$\\([^)]*\\)|\\$)*)\"|^# (?!shellcheck)(.*)$");

    private static final Pattern VALUE = Pattern.compile("\\$\\([^)]*\\)|\\$\\{[^}]*}|\\$\\w+|\\$\\*");

    private ShellMessages() {}

    static List<Passage> of(Path script) {
        List<Passage> messages = new ArrayList<>();
        List<String> lines = Repository.read(script).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Matcher matcher = MESSAGE.matcher(lines.get(i));
            while (matcher.find()) {
                String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
                messages.add(new Passage(
                        Repository.name(script) + ":" + (i + 1),
                        Passage.Kind.MESSAGE,
                        VALUE.matcher(text).replaceAll("value")));
            }
        }
        return messages;
    }
}
