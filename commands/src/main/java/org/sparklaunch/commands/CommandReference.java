package org.sparklaunch.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates the page of a command under {@code docs/reference} from the model of {@code --help}. A test of each module compares
 * the page; with {@code -Dupdate-reference} it writes the page.
 */
public final class CommandReference {
    private CommandReference() {}

    /** Returns the page in Markdown. */
    public static String markdown(CommandRunner command) {
        List<String> lines = new ArrayList<>();
        add(lines, command.commandLine(), "#");
        lines.add("");
        lines.add("This page is generated from the command's own help.");
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, CommandLine command, String heading) {
        CommandSpec spec = command.getCommandSpec();
        lines.add(heading + " " + spec.qualifiedName());
        lines.add("");
        lines.add(text(spec.usageMessage().description()));
        List<OptionSpec> ungrouped = new ArrayList<>(spec.options());
        for (ArgGroupSpec group : spec.argGroups()) {
            ungrouped.removeAll(group.allOptionsNested());
        }
        table(lines, "", spec.positionalParameters(), ungrouped);
        for (ArgGroupSpec group : spec.argGroups()) {
            String title = group.heading() == null ? "" : text(group.heading()).replaceFirst(":$", "");
            table(lines, title, List.of(), List.copyOf(group.allOptionsNested()));
        }
        FooterBlock.of(spec.usageMessage().footer()).forEach(block -> add(lines, block));
        command.getSubcommands().values().forEach(sub -> {
            lines.add("");
            add(lines, sub, "##");
        });
    }

    /** Adds a paragraph, or a block of code with a line for each example. */
    private static void add(List<String> lines, FooterBlock block) {
        lines.add("");
        if (block.examples()) {
            lines.add("```");
            block.lines().forEach(line -> lines.add(text(line)));
            lines.add("```");
        } else {
            lines.add(text(block.lines().toArray(String[]::new)));
        }
    }

    private static void table(
            List<String> lines, String title, List<PositionalParamSpec> parameters, List<OptionSpec> options) {
        if (parameters.isEmpty() && options.isEmpty()) {
            return;
        }
        lines.add("");
        if (!title.isEmpty()) {
            lines.add("**" + title + "**");
            lines.add("");
        }
        lines.add("| option | meaning |");
        lines.add("| --- | --- |");
        parameters.stream()
                .filter(p -> !p.hidden())
                .forEach(p -> lines.add("| `" + p.paramLabel() + "` | " + cell(p.description()) + " |"));
        options.stream()
                .filter(o -> !o.hidden())
                .forEach(o -> lines.add("| `" + name(o) + "` | " + cell(o.description()) + " |"));
    }

    private static String name(OptionSpec option) {
        String names = String.join(", ", option.names());
        boolean flag = option.arity().max() == 0;
        return (flag ? names : names + " " + option.paramLabel()).replace("|", "\\|");
    }

    private static String cell(String... description) {
        return text(description).replace("|", "\\|").replace("<", "&lt;");
    }

    /** Returns the text without picocli's markup for line breaks and colours. */
    private static String text(String... parts) {
        return List.of(parts).stream()
                .map(part -> Help.Ansi.OFF.string(part.replace("%n", " ").replace("%%", "%")))
                .collect(Collectors.joining(" "))
                .strip();
    }
}
