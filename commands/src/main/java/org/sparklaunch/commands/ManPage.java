package org.sparklaunch.commands;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Generates the manual page of a command from the model of {@code --help}. Picocli's own generator writes AsciiDoc, which needs
 * a converter; the few requests of roff here need none.
 */
final class ManPage {
    private static final int SECTION = 1;

    private final List<String> lines = new ArrayList<>();

    private ManPage() {}

    /** Returns the page of a command with all its subcommands, in roff with the macros of man(7). */
    static String roff(CommandLine command) {
        ManPage page = new ManPage();
        page.write(command);
        return String.join("\n", page.lines) + "\n";
    }

    private void write(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        String name = spec.name();
        lines.add(".TH " + name.toUpperCase(Locale.ROOT) + " " + SECTION + " \"\" \"spark-launch\" \"\"");
        writeSection("NAME");
        lines.add(text(name) + " \\- " + firstSentence(spec));
        writeSection("SYNOPSIS");
        lines.add(text(command.getHelp().synopsis(0)));
        writeSection("DESCRIPTION");
        writeParagraph(spec.usageMessage().description());
        writeSection("OPTIONS");
        writeOptions(spec, Set.of());
        Collection<CommandLine> commands = command.getSubcommands().values();
        if (!commands.isEmpty()) {
            writeSection("COMMANDS");
            commands.stream().distinct().forEach(this::writeSubcommand);
        }
        writeSection("EXIT STATUS");
        writeFooter(spec);
        writeSection("SEE ALSO");
        lines.add("The folder docs beside this page's archive.");
    }

    private static Set<OptionSpec> standardOptions(CommandSpec spec) {
        CommandSpec standard = spec.mixins().get(CommandRunner.STANDARD);
        return standard == null ? Set.of() : Set.copyOf(standard.options());
    }

    private void writeSubcommand(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        lines.add(".SS " + text(spec.qualifiedName()));
        writeParagraph(spec.usageMessage().description());
        writeOptions(spec, standardOptions(spec));
        writeFooter(spec);
    }

    /** Writes all options but the known ones. */
    private void writeOptions(CommandSpec spec, Set<OptionSpec> known) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (!parameter.hidden()) {
                writeEntry("\\fI" + text(parameter.paramLabel()) + "\\fR", parameter.description());
            }
        }
        List<OptionSpec> ungrouped = new ArrayList<>(spec.options());
        ungrouped.removeAll(known);
        for (ArgGroupSpec group : spec.argGroups()) {
            ungrouped.removeAll(group.allOptionsNested());
        }
        ungrouped.forEach(this::writeOption);
        for (ArgGroupSpec group : spec.argGroups()) {
            if (group.heading() != null) {
                lines.add(".SS " + text(group.heading()).replaceFirst(":$", ""));
            }
            group.allOptionsNested().forEach(this::writeOption);
        }
    }

    private void writeOption(OptionSpec option) {
        if (!option.hidden()) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add("\\fB" + text(name) + "\\fR");
            }
            String value = option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
            writeEntry(String.join(", ", names) + value, option.description());
        }
    }

    private void writeEntry(String what, String... description) {
        lines.add(".TP");
        lines.add(what);
        lines.add(text(description));
    }

    private void writeSection(String title) {
        lines.add(".SH " + title);
    }

    private void writeParagraph(String... parts) {
        String text = text(parts);
        if (!text.isEmpty()) {
            lines.add(".PP");
            lines.add(text);
        }
    }

    /** Writes each example on a line of its own. */
    private void writeFooter(CommandSpec spec) {
        for (FooterBlock block : FooterBlock.of(spec.usageMessage().footer())) {
            if (block.examples()) {
                lines.add(".nf");
                block.lines().forEach(line -> lines.add(text(line)));
                lines.add(".fi");
            } else {
                writeParagraph(block.lines().toArray(String[]::new));
            }
        }
    }

    private static String firstSentence(CommandSpec spec) {
        return text(spec.usageMessage().description()).replaceFirst("\\.(\\s.*)?$", "");
    }

    /** Returns the text without picocli's markup, and escaped for roff. */
    private static String text(String... parts) {
        List<String> plain = new ArrayList<>();
        for (String part : parts) {
            plain.add(Help.Ansi.OFF.string(part.replace("%n", " ").replace("%%", "%")));
        }
        String text = String.join(" ", plain).strip().replaceAll("\\s+", " ");
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(escape((char) c)));
        return text.startsWith(".") || text.startsWith("'") ? "\\&" + escaped : escaped.toString();
    }

    private static String escape(char c) {
        return switch (c) {
            case '\\' -> "\\e";
            case '-' -> "\\-";
            default -> c < 128 ? String.valueOf(c) : String.format(Locale.ROOT, "\\[u%04X]", (int) c);
        };
    }
}
