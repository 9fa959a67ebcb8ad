package org.sparklaunch.commands.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandRunner;
import org.sparklaunch.commands.OptionRules;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Repeats and moves every option of a command and its subcommands. Each must be refused by name, or count where it stands.
 */
public final class OptionContract {
    /** Values that some option of some type accepts. */
    private static final List<String> VALUES = List.of("7", "/x", "x", "auto", "json", "key=value");

    private final Supplier<CommandRunner> commands;
    private final List<String> violations = new ArrayList<>();
    private int checks;

    private OptionContract(Supplier<CommandRunner> commands) {
        this.commands = commands;
    }

    /**
     * Returns every option that is forgotten without an error.
     *
     * @param commands creates a new command, without values from an environment
     */
    public static List<String> findViolations(Supplier<CommandRunner> commands) {
        OptionContract contract = new OptionContract(commands);
        contract.check(commands.get().commandLine(), List.of());
        if (contract.checks == 0) {
            throw new IllegalStateException("the command has no options");
        }
        return contract.violations;
    }

    private void check(CommandLine command, List<String> path) {
        for (OptionSpec option : options(command.getCommandSpec())) {
            repeat(command.getCommandSpec(), path, option);
        }
        command.getSubcommands().forEach((name, subcommand) -> {
            List<String> below = new ArrayList<>(path);
            below.add(name);
            for (OptionSpec option : options(command.getCommandSpec())) {
                moveBefore(subcommand.getCommandSpec(), path, below, option);
            }
            check(subcommand, below);
        });
    }

    private static List<OptionSpec> options(CommandSpec spec) {
        return spec.options().stream()
                .filter(option -> !option.usageHelp() && !option.versionHelp())
                .toList();
    }

    private void repeat(CommandSpec spec, List<String> path, OptionSpec option) {
        List<String> once = typed(spec, path, option);
        List<String> line = new ArrayList<>(path);
        line.addAll(once);
        line.addAll(once);
        line.addAll(positionals(spec));
        Outcome outcome = parse(line);
        boolean counts = option.isMultiValue() && outcome.error == null;
        if (!counts && !outcome.refuses(option)) {
            violations.add(String.join(" ", line) + ": " + outcome);
        }
    }

    private void moveBefore(CommandSpec subcommand, List<String> path, List<String> below, OptionSpec option) {
        List<String> line = new ArrayList<>(path);
        List<String> once = typed(option.command(), path, option);
        line.addAll(once);
        line.add(below.get(below.size() - 1));
        line.addAll(positionals(subcommand));
        Outcome outcome = parse(line);
        if (outcome.error != null ? !outcome.refuses(option) : !outcome.counts(option)) {
            violations.add(String.join(" ", line) + ": " + outcome);
        }
    }

    /** Returns the option with a value that its type accepts. */
    private List<String> typed(CommandSpec spec, List<String> path, OptionSpec option) {
        if (option.arity().max() == 0) {
            return List.of(option.longestName());
        }
        for (String value : VALUES) {
            List<String> once = List.of(option.longestName(), value);
            List<String> line = new ArrayList<>(path);
            line.addAll(once);
            line.addAll(positionals(spec));
            String error = parse(line).error;
            if (error == null || !error.contains(option.longestName())) {
                return once;
            }
        }
        throw new IllegalStateException("no value is known for " + option.longestName() + "; add one to VALUES");
    }

    private static List<String> positionals(CommandSpec spec) {
        List<String> values = new ArrayList<>();
        for (PositionalParamSpec positional : spec.positionalParameters()) {
            if (positional.required()) {
                values.add("1");
            }
        }
        return values;
    }

    private Outcome parse(List<String> line) {
        checks++;
        try {
            return new Outcome(commands.get().parse(line.toArray(String[]::new)), null);
        } catch (ParameterException e) {
            return new Outcome(null, String.valueOf(e.getMessage()));
        }
    }

    private record Outcome(
            @Nullable ParseResult parsed, @Nullable String error) {
        boolean refuses(OptionSpec option) {
            return error != null && error.contains(option.longestName());
        }

        /** Whether the subcommand reads the option from its parent, or has the same value itself. */
        boolean counts(OptionSpec option) {
            ParseResult parent = Objects.requireNonNull(parsed);
            while (parent.subcommand().hasSubcommand()) {
                parent = parent.subcommand();
            }
            CommandSpec below = parent.subcommand().commandSpec();
            @Nullable OptionSpec own = below.findOption(option.longestName());
            Object value = parent.commandSpec().findOption(option.longestName()).getValue();
            return own == null ? OptionRules.accepts(below, option) : Objects.equals(own.getValue(), value);
        }

        @Override
        public String toString() {
            return error == null ? "accepted and forgotten" : error;
        }
    }
}
