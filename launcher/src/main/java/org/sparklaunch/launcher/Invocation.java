package org.sparklaunch.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What one run of the command was told, and from where.
 *
 * @param typed the arguments of the process
 * @param effective with those of the {@code --params} file in front
 * @param problems of that file
 */
record Invocation(List<String> typed, List<String> effective, List<String> problems) {
    private static final String PARAMS = "--params";

    /**
     * The command line wins over the environment, the environment over the file.
     *
     * @param inEnvironment whether a variable gives an option's value
     */
    static Invocation of(CommandLine command, Predicate<OptionSpec> inEnvironment, String... args) {
        List<String> typed = List.of(args);
        Optional<Path> file = params(typed).map(Path::of);
        if (file.isEmpty()) {
            return new Invocation(typed, typed, List.of());
        }
        ParamsFile params = ParamsFile.read(file.get(), command);
        List<String> effective = new ArrayList<>();
        for (String argument : params.arguments()) {
            String name = argument.replaceFirst("=.*", "");
            @Nullable OptionSpec option = command.getCommandSpec().findOption(name);
            boolean adds = option != null && option.isMultiValue();
            boolean elsewhere =
                    isTyped(command.getCommandSpec(), name, typed) || (option != null && inEnvironment.test(option));
            if (adds || !elsewhere) {
                effective.add(argument);
            }
        }
        effective.addAll(typed);
        return new Invocation(typed, effective, params.problems());
    }

    private static boolean isTyped(CommandSpec spec, String name, List<String> typed) {
        return typed.stream()
                .takeWhile(argument -> !spec.subcommands().containsKey(argument))
                .anyMatch(argument -> argument.equals(name) || argument.startsWith(name + "="));
    }

    private static Optional<String> params(List<String> typed) {
        for (int i = 0; i < typed.size(); i++) {
            if (typed.get(i).startsWith(PARAMS + "=")) {
                return Optional.of(typed.get(i).substring(PARAMS.length() + 1));
            }
            if (typed.get(i).equals(PARAMS) && i + 1 < typed.size()) {
                return Optional.of(typed.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
