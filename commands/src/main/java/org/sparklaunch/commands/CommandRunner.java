package org.sparklaunch.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.quantity.MemorySize;
import org.sparklaunch.platform.quantity.TimeString;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a picocli command as all commands of the product run: with {@code --help}, {@code --version} and {@code --stacktrace},
 * errors in one line, an exit code of {@link ExitCode}, and no option that is silently ignored.
 */
public final class CommandRunner {
    /** System property that logback reads; a main class may set it before it calls {@link #forProcess}. */
    private static final String LOGBACK_CONFIG = "logback.configurationFile";

    /** Control characters and those that change the direction of text. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");

    /** The name of the mix-in with the options of every command. */
    static final String STANDARD = "standard";

    private final CommandLine commandLine;

    private final EnvironmentDefaults environment;

    private CommandRunner(CommandLine commandLine, EnvironmentDefaults environment) {
        this.commandLine = commandLine;
        this.environment = environment;
    }

    /**
     * Creates the runner of a main class, with standard streams and the process's environment. Log lines stay off the terminal
     * unless {@code logback.configurationFile} is set. It must be called before the first logger is created.
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
     * Creates a runner for tests, with given streams and environment.
     *
     * @param command annotated with {@code @Command}, whose name begins every error line
     */
    public static CommandRunner of(Object command, Map<String, String> env, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(command);
        EnvironmentDefaults environment = new EnvironmentDefaults(env);
        addStandardOptions(commandLine, new ProductVersion(commandLine.getCommandName()));
        commandLine
                .registerConverter(Duration.class, converter(TimeString::parseOption))
                .registerConverter(MemorySize.class, converter(MemorySize::parse))
                .setDefaultValueProvider(environment)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(out)
                .setErr(err)
                .setParameterExceptionHandler((e, args) -> usageError(e))
                .setExecutionStrategy(CommandRunner::execute)
                .setExecutionExceptionHandler(CommandRunner::failure);
        return new CommandRunner(commandLine, environment);
    }

    private static int execute(ParseResult parsed) {
        if (!OptionRules.asksForHelp(parsed)) {
            OptionRules.apply(parsed);
        }
        return new RunLast().execute(parsed);
    }

    /**
     * Parses arguments as {@link #run} does, and runs nothing.
     *
     * @throws ParameterException when {@link #run} would refuse them
     */
    public ParseResult parse(String... args) {
        ParseResult parsed = commandLine.parseArgs(args);
        OptionRules.apply(parsed);
        return parsed;
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> parse) {
        return text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    private static void addStandardOptions(CommandLine commandLine, ProductVersion version) {
        CommandSpec spec = commandLine.getCommandSpec();
        spec.addMixin(STANDARD, CommandSpec.forAnnotatedObject(new StandardOptions()));
        spec.versionProvider(version);
        spec.exitCodeOnInvalidInput(ExitCode.USAGE.code());
        spec.exitCodeOnExecutionException(ExitCode.FAILED.code());
        commandLine.getSubcommands().values().forEach(sub -> addStandardOptions(sub, version));
    }

    /** Returns picocli's model of the command. */
    public CommandLine commandLine() {
        return commandLine;
    }

    /** Returns whether a variable of the environment sets an option. */
    public boolean isInEnvironment(OptionSpec option) {
        return environment.variable(option) != null;
    }

    /** Runs the command and returns the exit code, which the caller gives to {@code System.exit}. */
    public int run(String... args) {
        boolean pages = args.length == 2 && args[0].equals(PackagedPages.ARGUMENT);
        return pages ? writePages(Path.of(args[1])) : commandLine.execute(args);
    }

    /** Writes the packaged pages, without defaults from this environment. */
    private int writePages(Path folder) {
        PrintWriter err = commandLine.getErr();
        try {
            Object command = commandLine.getCommandSpec().userObject();
            PackagedPages.write(of(command, Map.of("HOME", "~"), commandLine.getOut(), err).commandLine, folder);
            return ExitCode.DONE.code();
        } catch (IOException e) {
            err.println(commandLine.getCommandName() + ": cannot write pages to " + folder + ": " + PlainReason.of(e));
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
        at.getErr().println(name + ": " + visible(oneLine(e.getMessage())) + hint + "; see " + name + " --help");
        return ExitCode.USAGE.code();
    }

    private static int failure(Exception e, CommandLine at, @Nullable ParseResult parsed) {
        at.getErr().println(at.getCommandSpec().root().name() + ": " + visible(describe(e)));
        if (parsed != null && wantsStackTrace(parsed)) {
            e.printStackTrace(at.getErr());
        }
        return e instanceof CommandException known ? known.exitCode().code() : ExitCode.FAILED.code();
    }

    /** Returns the message. A message for users may have several lines, such as a log's end; an unexpected one has one. */
    private static String describe(Exception e) {
        boolean meantForUsers = e instanceof UserFacing;
        if (meantForUsers && e.getMessage() != null) {
            return PlainReason.in(e.getMessage(), e.getCause());
        }
        return oneLine("unexpected " + e.getClass().getSimpleName() + ": " + e.getMessage()
                + "; add --stacktrace for details");
    }

    private static boolean wantsStackTrace(ParseResult parsed) {
        for (ParseResult at = parsed; at != null; at = at.hasSubcommand() ? at.subcommand() : null) {
            if (at.hasMatchedOption("--stacktrace")) {
                return true;
            }
        }
        return false;
    }

    /** An error may quote data of others, such as the end of a log or the answer of a server. It must not steer a terminal. */
    private static String visible(String message) {
        return CONTROL.matcher(message)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "\\x%02x".formatted((int) found.group().charAt(0))));
    }

    private static String oneLine(@Nullable String message) {
        return String.valueOf(message).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
