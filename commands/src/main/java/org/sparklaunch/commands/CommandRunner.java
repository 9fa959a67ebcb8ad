package org.sparklaunch.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a picocli command in the manner of the product: {@code --help}, {@code --version} and {@code --stacktrace}
 * everywhere, an error is one line, the exit code is one of {@link ExitCode}.
 */
public final class CommandRunner {
    /** System property that logback reads; a main class may set it before it calls {@link #forProcess}. */
    private static final String LOGBACK_CONFIG = "logback.configurationFile";

    /** The mix-in of options that every command has. */
    static final String STANDARD = "standard";

    private final CommandLine commandLine;

    private final EnvironmentDefaults environment;

    private CommandRunner(CommandLine commandLine, EnvironmentDefaults environment) {
        this.commandLine = commandLine;
        this.environment = environment;
    }

    /**
     * For a main class: standard streams, the process's environment, and no log lines between the command's own (unless
     * {@code logback.configurationFile} is set). To be called before the first logger is made.
     */
    public static CommandRunner forProcess(Object command) {
        if (System.getProperty(LOGBACK_CONFIG) == null) {
            System.setProperty(LOGBACK_CONFIG, "org/sparklaunch/commands/quiet-logback.xml");
        }
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return of(command, System.getenv(), out, err);
    }

    /**
     * For tests: given streams and environment.
     *
     * @param command annotated with {@code @Command}, which gives the name that error lines begin with
     */
    public static CommandRunner of(Object command, Map<String, String> env, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(command);
        EnvironmentDefaults environment = new EnvironmentDefaults(env);
        addStandardOptions(commandLine, new ProductVersion(commandLine.getCommandName()));
        commandLine
                .setDefaultValueProvider(environment)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, args) -> usageError(e))
                .setExecutionExceptionHandler(CommandRunner::failure);
        return new CommandRunner(commandLine, environment);
    }

    private static void addStandardOptions(CommandLine commandLine, ProductVersion version) {
        CommandSpec spec = commandLine.getCommandSpec();
        spec.addMixin(STANDARD, CommandSpec.forAnnotatedObject(new StandardOptions()));
        spec.versionProvider(version);
        spec.exitCodeOnInvalidInput(ExitCode.USAGE.code());
        spec.exitCodeOnExecutionException(ExitCode.FAILED.code());
        commandLine.getSubcommands().values().forEach(sub -> addStandardOptions(sub, version));
    }

    /** The command as picocli sees it. */
    public CommandLine commandLine() {
        return commandLine;
    }

    /** Whether a variable of the environment gives an option's value. */
    public boolean isInEnvironment(OptionSpec option) {
        return environment.variable(option) != null;
    }

    /** Runs the command and returns the exit code, which the caller gives to {@code System.exit}. */
    public int run(String... args) {
        boolean pages = args.length == 2 && args[0].equals(PackagedPages.ARGUMENT);
        return pages ? writePages(Path.of(args[1])) : commandLine.execute(args);
    }

    /** As everybody's pages, not with the defaults that this environment would give. */
    private int writePages(Path folder) {
        PrintWriter err = commandLine.getErr();
        try {
            Object command = commandLine.getCommandSpec().userObject();
            PackagedPages.write(of(command, Map.of("HOME", "~"), commandLine.getOut(), err).commandLine, folder);
            return ExitCode.DONE.code();
        } catch (IOException e) {
            err.println(commandLine.getCommandName() + ": cannot write pages to " + folder + ": " + e);
            return ExitCode.FAILED.code();
        }
    }

    private static int usageError(ParameterException e) {
        CommandLine at = e.getCommandLine();
        String name = at.getCommandSpec().qualifiedName();
        String hint = "";
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            hint = suggestions.isEmpty() ? "" : " (did you mean " + String.join(" or ", suggestions) + "?)";
        }
        at.getErr().println(name + ": " + oneLine(e.getMessage()) + hint + "; see " + name + " --help");
        return ExitCode.USAGE.code();
    }

    private static int failure(Exception e, CommandLine at, @Nullable ParseResult parsed) {
        at.getErr().println(at.getCommandSpec().root().name() + ": " + describe(e));
        if (parsed != null && wantsStackTrace(parsed)) {
            e.printStackTrace(at.getErr());
        }
        return e instanceof CommandException known ? known.exitCode().code() : ExitCode.FAILED.code();
    }

    /** Refusals with a sum or a log's tail have more lines than one by intention; what was not foreseen has not. */
    private static String describe(Exception e) {
        boolean meantForUsers = e instanceof UserFacing;
        if (meantForUsers && e.getMessage() != null) {
            return e.getMessage();
        }
        return oneLine(
                "unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage() + "; --stacktrace shows where");
    }

    private static boolean wantsStackTrace(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.hasMatchedOption("--stacktrace")) {
                return true;
            }
        }
        return false;
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
