package org.sparklaunch.commands;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * Refuses repeated options and passes early ones on to the subcommand. Picocli alone starts a new group of options when one of them is repeated, and it ignores options
 * before the name of a subcommand that does not read them.
 */
public final class OptionRules {
    private OptionRules() {}

    /**
     * Refuses repeated options, and passes options before the name of a subcommand on to it.
     *
     * @throws ParameterException naming an option that is repeated or has no meaning for the subcommand
     */
    static void apply(ParseResult parsed) {
        List<ParseResult> levels = levels(parsed);
        levels.forEach(OptionRules::refuseRepeated);
        for (int i = 1; i < levels.size(); i++) {
            for (OptionSpec option : levels.get(i - 1).matchedOptionsSet()) {
                passOn(option, levels.get(i));
            }
        }
    }

    /** Returns whether a subcommand uses an option that its parent has. */
    public static boolean accepts(CommandSpec subcommand, OptionSpec ofParent) {
        return own(subcommand, ofParent).isPresent() || readsFromParent(subcommand, ofParent);
    }

    private static List<ParseResult> levels(ParseResult parsed) {
        List<ParseResult> levels = new ArrayList<>();
        for (@Nullable ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            levels.add(at);
        }
        return levels;
    }

    private static void refuseRepeated(ParseResult level) {
        Set<String> seen = new HashSet<>();
        for (OptionSpec option : level.matchedOptions()) {
            if (!option.isMultiValue() && !seen.add(option.longestName())) {
                throw new ParameterException(
                        level.commandSpec().commandLine(),
                        "option " + option.longestName() + " is given more than once; give it once");
            }
        }
    }

    private static void passOn(OptionSpec option, ParseResult subcommand) {
        CommandSpec spec = subcommand.commandSpec();
        Optional<OptionSpec> own = own(spec, option);
        if (own.isPresent() && subcommand.hasMatchedOption(option.longestName())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "option " + option.longestName() + " is given before and after '" + spec.name()
                            + "'; give it once");
        }
        if (own.isPresent()) {
            own.get().setValue(option.getValue());
        } else if (!readsFromParent(spec, option)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "option " + option.longestName() + " has no effect on '" + spec.name() + "'; leave it out");
        }
    }

    private static Optional<OptionSpec> own(CommandSpec subcommand, OptionSpec ofParent) {
        return Optional.ofNullable(subcommand.findOption(ofParent.longestName()));
    }

    private static boolean readsFromParent(CommandSpec subcommand, OptionSpec option) {
        @Nullable ParentOptions read = subcommand.userObject().getClass().getAnnotation(ParentOptions.class);
        return read != null
                && (read.value().length == 0 || List.of(read.value()).contains(option.longestName()));
    }

    /** Returns whether the command only prints its help or version, for which no option matters. */
    static boolean asksForHelp(ParseResult parsed) {
        return levels(parsed).stream()
                .anyMatch(level -> level.isUsageHelpRequested() || level.isVersionHelpRequested());
    }
}
