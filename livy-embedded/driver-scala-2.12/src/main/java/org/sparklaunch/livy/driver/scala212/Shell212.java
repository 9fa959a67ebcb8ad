package org.sparklaunch.livy.driver.scala212;

import java.io.PrintWriter;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.scala.CompilerThread;
import org.sparklaunch.livy.driver.scala.ParsedTrees;
import org.sparklaunch.livy.driver.scala.ScalaShell;
import org.sparklaunch.livy.driver.scala.ShellSpec;
import scala.Product;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.Completion;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.PresentationCompilerCompleter;
import scala.tools.nsc.interpreter.ReplReporter;
import scala.tools.nsc.interpreter.Results;
import scala.util.Either;
import scala.util.Left;
import scala.util.Right;

/** Scala 2.12's shell behind plain Java types. */
final class Shell212 implements ScalaShell {
    private static final Seq<Object> NO_ARGUMENTS =
            JavaConverters.asScalaBuffer(List.of()).toSeq();

    /** The shell makes its reporter and its class loader's parent itself; overriding is the only way to replace them. */
    private static final class QuietMain extends IMain {
        private final ClassLoader parent;
        private @Nullable Reporter212 reporter;

        QuietMain(Settings settings, ClassLoader parent) {
            super(settings, new PrintWriter(PrintWriter.nullWriter()));
            this.parent = parent;
        }

        @Override
        public ReplReporter reporter() {
            return shellReporter();
        }

        Reporter212 shellReporter() {
            if (reporter == null) {
                reporter = new Reporter212(this);
            }
            return reporter;
        }

        @Override
        public ClassLoader parentClassLoader() {
            return parent;
        }
    }

    private final CompilerThread compiler = new CompilerThread();
    private final QuietMain shell;
    private final Reporter212 reporter;

    Shell212(ShellSpec spec) {
        Settings settings = new Settings();
        settings.processArguments(
                JavaConverters.asScalaBuffer(spec.compilerOptions()).toList(), true);
        shell = new QuietMain(settings, spec.parent());
        shell.initializeSynchronous();
        reporter = shell.shellReporter();
    }

    @Override
    public Outcome run(String code, int linesBefore) {
        reporter.begin(code, linesBefore);
        Either<Results.Result, IMain.Request> compiled = compiler.call(() -> compile(code));
        if (compiled.isRight() && Thread.currentThread().isInterrupted()) {
            return Outcome.Failed.cancelled();
        }
        if (compiled.isRight()) {
            return load(compiled.right().get());
        }
        if (compiled.left().get() == Results.Incomplete$.MODULE$) {
            return new Outcome.Incomplete();
        }
        // Code that consists of comments is an error without a message.
        return reporter.errors().isEmpty()
                ? new Outcome.Done(reporter.warnings())
                : new Outcome.Failed(reporter.errors());
    }

    /** What the shell does itself when it interprets, but apart from running. */
    private Either<Results.Result, IMain.Request> compile(String code) {
        Either<Results.Result, IMain.Request> compiled = shell.compile(code, false);
        if (compiled.isRight() || compiled.left().get() != Results.Incomplete$.MODULE$) {
            reporter.reset();
            shell.global().currentRun().reporting().clearAllConditionalWarnings();
        }
        return compiled;
    }

    private Outcome load(IMain.Request request) {
        Either<Throwable, String> printed = shell.classLoader().asContext(() -> runCode(request));
        if (printed.isLeft()) {
            // Binds the exception to a name, which compiles code.
            Throwable thrown = printed.left().get();
            return new Outcome.Failed(compiler.call(() -> request.lineRep().bindError(thrown)));
        }
        compiler.call(() -> {
            shell.recordRequest(request);
            return request;
        });
        return new Outcome.Done(reporter.warnings() + printed.right().get());
    }

    /** The shell's own way of loading and running, without what it does about an exception. */
    private static Either<Throwable, String> runCode(IMain.Request request) {
        try {
            return new Right<>(String.valueOf(request.lineRep().call("$print", NO_ARGUMENTS)));
        } catch (Throwable e) {
            return new Left<>(e);
        }
    }

    @Override
    public Syntax parse(String code) {
        return compiler.call(() -> {
            reporter.begin(code, 0);
            Product parsed = (Product) shell.parse().apply(code);
            reporter.reset();
            return switch (parsed.productPrefix()) {
                case "Success" -> ParsedTrees.syntax((scala.collection.Iterable<?>) parsed.productElement(0));
                case "Incomplete" -> Syntax.INCOMPLETE;
                default -> Syntax.OTHER;
            };
        });
    }

    @Override
    public void addJars(List<URL> jars) {
        compiler.call(() -> {
            shell.addUrlsToClassPath(JavaConverters.asScalaBuffer(jars).toSeq());
            return jars;
        });
    }

    /** Asked by type: the shell's own look at values fails for classes, which this one wraps its lines into. */
    @Override
    public boolean defines(String name) {
        return shell.definedTerms().exists(term -> term.toString().equals(name));
    }

    @Override
    public @Nullable Object value(String name) {
        compiler.call(() -> shell.beQuietDuring(() -> shell.interpretSynthetic(name)));
        return lastValue();
    }

    @Override
    public @Nullable Object lastValue() {
        return shell.lastRequest().lineRep().call("$result", NO_ARGUMENTS);
    }

    @Override
    public List<String> complete(String code, int cursor) {
        Completion.Candidates found =
                compiler.call(() -> new PresentationCompilerCompleter(shell).complete(code, cursor));
        return JavaConverters.seqAsJavaList(found.candidates()).stream()
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        compiler.close();
        shell.close();
    }
}
