package org.sparklaunch.livy.driver.scala;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.OutputTooLargeException;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.interpreter.StatementOutput;

/**
 * Runs Scala as a shell does: line by line, lines that go on joined, until the first that fails. The output is what the
 * code printed and what the shell says of each line, in order; a failure shows only itself, as in Livy.
 *
 * <p>A statement that was abandoned keeps running inside the shell's class loader while the next one compiles: the
 * compiler is done with it, and its prints go to the driver's standard output.
 */
public final class ScalaInterpreter implements Interpreter {

    /** Two requests of the shell, not one per line: each costs a compiler run. */
    private static final List<String> PREDEFINED = List.of(
            "@transient val spark = org.apache.spark.sql.SparkSession.active; @transient val sc = spark.sparkContext",
            "import org.apache.spark.SparkContext._, spark.implicits._, spark.sql, org.apache.spark.sql.functions._");

    /** Cuts behind each newline, which stays. */
    private static final Pattern LINES = Pattern.compile("(?<=\n)");

    private final ScalaShell shell;
    private final SessionJars jars;
    private final MagicOutput magics;
    private final int outputLimit;

    private ScalaInterpreter(ScalaShell shell, SessionJars jars, MagicOutput magics, int outputLimit) {
        this.shell = shell;
        this.jars = jars;
        this.magics = magics;
        this.outputLimit = outputLimit;
    }

    /** Starts a compiler and gives its shell {@code spark}, {@code sc} and the imports of Spark's own shell. */
    public static ScalaInterpreter start(InterpreterEnvironment environment) throws InterpreterStartException {
        ConsoleCapture.install();
        Path classes = Path.of(environment.spark().sparkContext().getConf().get("spark.repl.class.outputDir"));
        ScalaSupport line = ScalaSupport.current();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        SessionJars jars = new SessionJars(loader);
        ScalaShell shell = line.startShell(new ShellSpec(classes, loader));
        for (String code : PREDEFINED) {
            if (shell.run(code, 0) instanceof ScalaShell.Outcome.Failed failed) {
                throw new InterpreterStartException("the Scala shell does not know Spark: " + failed.text());
            }
        }
        int outputLimit = environment.limits().bytes();
        return new ScalaInterpreter(shell, jars, new MagicOutput(line, outputLimit), outputLimit);
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        jars.tell(shell);
        try (ConsoleCapture console = ConsoleCapture.open(outputLimit)) {
            StatementOutput output = run(new CodeBlocks(statement.code()), console);
            if (output != null) {
                return output;
            }
            if (console.isOverflown()) {
                return OutputTooLargeException.tooLarge(outputLimit, "print less, or write it to a file or table");
            }
            return StatementOutput.text(console.text());
        }
    }

    /** Runs until the first failure, which it returns, or the output of a magic that stands last; null for printed text. */
    private @Nullable StatementOutput run(CodeBlocks code, ConsoleCapture console) throws InterruptedException {
        StringBuilder piece = new StringBuilder();
        StatementOutput shown = null;
        boolean evaluated = false;
        int start = 0;
        for (int i = 0; i < code.lineCount(); i++) {
            Magic magic = piece.isEmpty() ? Magic.in(code.line(i)) : null;
            if (magic != null) {
                shown = show(magic, evaluated);
                if (shown instanceof StatementOutput.Failure) {
                    return shown;
                }
                start = i + 1;
                continue;
            }
            piece.append(code.line(i)).append('\n');
            if (CodeBlocks.isNothing(piece)) {
                piece.setLength(0);
                start = i + 1;
            } else if (!code.goesOn(i)) {
                int before = shown == null ? 0 : console.text().length();
                ScalaShell.Outcome outcome = run(piece.toString(), start, console);
                if (outcome instanceof ScalaShell.Outcome.Failed failed) {
                    return failure(failed.text());
                } else if (outcome instanceof ScalaShell.Outcome.Done done) {
                    console.stream().print(done.text());
                    evaluated = true;
                    shown = console.text().length() > before ? null : shown;
                    piece.setLength(0);
                    start = i + 1;
                }
            }
        }
        return piece.isEmpty() ? shown : StatementOutput.failure("Error", "incomplete statement");
    }

    /** Livy shows the last value of the statement whatever the name; clients that name one mean that. */
    private StatementOutput show(Magic magic, boolean evaluated) {
        if (!MagicOutput.isKnown(magic)) {
            return StatementOutput.failure("UnknownMagic", "Unknown magic command " + magic.command());
        }
        if (shell.defines(magic.name())) {
            return magics.of(magic, shell.value(magic.name()));
        }
        if (evaluated) {
            return magics.of(magic, shell.lastValue());
        }
        return StatementOutput.failure("NameError", "Value " + magic.name() + " does not exist");
    }

    private ScalaShell.Outcome run(String piece, int linesBefore, ConsoleCapture console) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("cancelled between two lines");
        }
        // Scala prints through a Console of its own that remembers System.out as it was when the JVM started.
        return scala.Console.withOut(console.stream(), () -> shell.run(piece, linesBefore));
    }

    private static StatementOutput failure(String text) {
        List<String> lines = LINES.splitAsStream(text).toList();
        List<String> traceback = lines.subList(1, lines.size()).stream()
                .map(line -> line.endsWith("\n") ? line : line + "\n")
                .toList();
        return new StatementOutput.Failure("Error", lines.get(0).stripTrailing(), traceback);
    }

    @Override
    public List<String> complete(String code, int cursor) {
        return shell.complete(code, cursor);
    }

    @Override
    public void interrupt() {
        // Code runs on the interrupted thread itself and its jobs are in the cancelled group.
    }

    @Override
    public void close() {
        shell.close();
    }
}
