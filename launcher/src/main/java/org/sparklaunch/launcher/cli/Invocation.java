package org.sparklaunch.launcher.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.OptionRules;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The arguments of one run of the command.
 *
 * @param typed the arguments of the process
 * @param effective those of the {@code --params} file, followed by the typed ones
 * @param problems of that file
 */
record Invocation(List<String> typed, List<String> effective, List<String> problems) {
    private static final String PARAMS = "--params";

    /**
     * Reads the {@code --params} file, if one is named. The command line overrides the environment, the environment over the
     * file.
     *
     * @param inEnvironment whether a variable gives an option's value
     */
    static Invocation of(CommandLine command, Predicate<OptionSpec> inEnvironment, String... args) {
        List<String> typed = List.of(args);
        ParseResult parsed;
        try {
            parsed = command.parseArgs(args);
        } catch (ParameterException e) {
            return new Invocation(typed, typed, List.of()); // The command refuses them with the same message.
        }
        @Nullable Path file = parsed.matchedOptionValue(PARAMS, null);
        if (file == null) {
            return new Invocation(typed, typed, List.of());
        }
        ParamsFile params = ParamsFile.read(file, command);
        List<String> effective = new ArrayList<>();
        for (ParamsFile.Setting argument : params.arguments()) {
            if (counts(argument.option(), parsed, inEnvironment)) {
                effective.add(argument.text());
            }
        }
        effective.addAll(typed);
        return new Invocation(typed, effective, params.problems());
    }

    private static boolean counts(OptionSpec option, ParseResult typed, Predicate<OptionSpec> inEnvironment) {
        Optional<ParseResult> subcommand =
                Optional.of(typed).filter(ParseResult::hasSubcommand).map(ParseResult::subcommand);
        if (subcommand
                .filter(s -> !OptionRules.accepts(s.commandSpec(), option))
                .isPresent()) {
            return false; // One file serves all commands.
        }
        String name = option.longestName();
        boolean isTyped = typed.hasMatchedOption(name)
                || subcommand.filter(s -> s.hasMatchedOption(name)).isPresent();
        return option.isMultiValue() || !(isTyped || inEnvironment.test(option));
    }
}
