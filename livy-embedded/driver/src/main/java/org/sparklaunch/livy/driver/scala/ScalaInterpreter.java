package org.sparklaunch.livy.driver.scala;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.Interpreter;
import org.sparklaunch.livy.driver.interpreter.InterpreterEnvironment;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.driver.output.OutputTooLargeException;
import org.sparklaunch.livy.driver.output.PrintedOutput;
import org.sparklaunch.livy.driver.output.StatementOutput;

/**
 * Runs Scala as a shell does: line by line, with continued lines joined, until the first failure. The output is what the
 * code printed and the shell's text for each line, in order. A failure has what was printed before it in its traceback.
 *
 * <p>A statement that was abandoned keeps running inside the shell's class loader while the next one compiles. The compiler no
 * longer needs it, and its prints go to the driver's standard output.
 */
public final class ScalaInterpreter implements Interpreter {

    /** Two requests of the shell, not one per line: each costs a compiler run. */
    private static final List<String> PREDEFINED = List.of(
            "@transient val spark = org.apache.spark.sql.SparkSession.active; @transient val sc = spark.sparkContext",
            "import org.apache.spark.SparkContext._, spark.implicits._, spark.sql, org.apache.spark.sql.functions._");

    private final ScalaShell shell;
    private final SessionJars jars;
    private final MagicOutput magics;
    private final int outputLimit;
    private volatile @Nullable ConsoleCapture running;

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
                throw new InterpreterStartException("the Scala shell cannot define spark and sc: " + failed.text());
            }
        }
        int outputLimit = environment.limits().bytes();
        return new ScalaInterpreter(shell, jars, new MagicOutput(outputLimit), outputLimit);
    }

    @Override
    public StatementOutput execute(StatementInput statement) throws InterruptedException {
        jars.addTo(shell);
        try (ConsoleCapture console = ConsoleCapture.open(outputLimit)) {
            running = console;
            CodeBlocks code = new CodeBlocks(statement.code());
            StatementOutput output = new ScalaStatement(shell, magics, code, console).run();
            if (output instanceof StatementOutput.Failure failure) {
                return PrintedOutput.addTo(failure, console.text());
            }
            if (output != null) {
                return output;
            }
            if (console.isOverflown()) {
                return OutputTooLargeException.tooLarge(outputLimit, "print less, or write it to a file or table");
            }
            return StatementOutput.text(console.text());
        }
    }

    @Override
    public String printed() {
        ConsoleCapture console = running;
        return console == null ? "" : console.text();
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
