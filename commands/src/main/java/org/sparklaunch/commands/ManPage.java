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
        section("NAME");
        lines.add(text(name) + " \\- " + firstSentence(spec));
        section("SYNOPSIS");
        lines.add(text(command.getHelp().synopsis(0)));
        section("DESCRIPTION");
        paragraph(spec.usageMessage().description());
        section("OPTIONS");
        options(spec, Set.of());
        Collection<CommandLine> commands = command.getSubcommands().values();
        if (!commands.isEmpty()) {
            section("COMMANDS");
            commands.stream().distinct().forEach(this::subcommand);
        }
        section("EXIT STATUS");
        footer(spec);
        section("SEE ALSO");
        lines.add("The folder docs beside this page's archive.");
    }

    private static Set<OptionSpec> standardOptions(CommandSpec spec) {
        CommandSpec standard = spec.mixins().get(CommandRunner.STANDARD);
        return standard == null ? Set.of() : Set.copyOf(standard.options());
    }

    private void subcommand(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        lines.add(".SS " + text(spec.qualifiedName()));
        paragraph(spec.usageMessage().description());
        options(spec, standardOptions(spec));
        footer(spec);
    }

    /** Writes all options but the known ones. */
    private void options(CommandSpec spec, Set<OptionSpec> known) {
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            if (!parameter.hidden()) {
                entry("\\fI" + text(parameter.paramLabel()) + "\\fR", parameter.description());
            }
        }
        List<OptionSpec> ungrouped = new ArrayList<>(spec.options());
        ungrouped.removeAll(known);
        for (ArgGroupSpec group : spec.argGroups()) {
            ungrouped.removeAll(group.allOptionsNested());
        }
        ungrouped.forEach(this::option);
        for (ArgGroupSpec group : spec.argGroups()) {
            if (group.heading() != null) {
                lines.add(".SS " + text(group.heading()).replaceFirst(":$", ""));
            }
            group.allOptionsNested().forEach(this::option);
        }
    }

    private void option(OptionSpec option) {
        if (!option.hidden()) {
            List<String> names = new ArrayList<>();
            for (String name : option.names()) {
                names.add("\\fB" + text(name) + "\\fR");
            }
            String value = option.arity().max() == 0 ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
            entry(String.join(", ", names) + value, option.description());
        }
    }

    private void entry(String what, String... description) {
        lines.add(".TP");
        lines.add(what);
        lines.add(text(description));
    }

    private void section(String title) {
        lines.add(".SH " + title);
    }

    private void paragraph(String... parts) {
        String text = text(parts);
        if (!text.isEmpty()) {
            lines.add(".PP");
            lines.add(text);
        }
    }

    /** Writes each example on a line of its own. */
    private void footer(CommandSpec spec) {
        for (FooterBlock block : FooterBlock.of(spec.usageMessage().footer())) {
            if (block.examples()) {
                lines.add(".nf");
                block.lines().forEach(line -> lines.add(text(line)));
                lines.add(".fi");
            } else {
                paragraph(block.lines().toArray(String[]::new));
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
