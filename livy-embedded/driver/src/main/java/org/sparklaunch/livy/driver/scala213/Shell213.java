package org.sparklaunch.livy.driver.scala213;

import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.scala.CompilerThread;
import org.sparklaunch.livy.driver.scala.ParsedTrees;
import org.sparklaunch.livy.driver.scala.ScalaShell;
import org.sparklaunch.livy.driver.scala.ShellSpec;
import scala.Option;
import scala.Product;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.ScalaRunTime;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.CompletionCandidate;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.MemberHandlers.MemberHandler;
import scala.tools.nsc.interpreter.Results;
import scala.tools.nsc.interpreter.shell.Accumulator;
import scala.tools.nsc.interpreter.shell.CompletionResult;
import scala.tools.nsc.interpreter.shell.ReplCompletion;
import scala.util.Either;
import scala.util.Left;
import scala.util.Right;

/** Scala 2.13's shell behind plain Java types. */
final class Shell213 implements ScalaShell {
    private static final String MUTATED = "// mutated ";
    private static final Seq<Object> NO_ARGUMENTS =
            CollectionConverters.asScala(List.of()).toSeq();

    private final CompilerThread compiler = new CompilerThread();
    private final Reporter213 reporter;
    private final IMain shell;

    Shell213(ShellSpec spec) {
        Settings settings = new Settings();
        settings.processArguments(
                CollectionConverters.asScala(spec.compilerOptions()).toList(), true);
        reporter = new Reporter213(settings);
        shell = new IMain(settings, Option.apply(spec.parent()), settings, reporter);
    }

    @Override
    public Outcome run(String code, int linesBefore) {
        reporter.begin(linesBefore);
        Either<Results.Result, IMain.Request> compiled = compiler.call(() -> compile(code));
        if (compiled.isRight() && Thread.currentThread().isInterrupted()) {
            return Outcome.Failed.cancelled();
        }
        if (compiled.isRight()) {
            return load(compiled.toOption().get());
        }
        if (compiled.swap().toOption().get() == Results.Incomplete$.MODULE$) {
            return new Outcome.Incomplete();
        }
        // Code that consists of comments is an error without a message.
        return reporter.failure().isEmpty()
                ? new Outcome.Done(reporter.warnings())
                : new Outcome.Failed(reporter.failure());
    }

    @Override
    public Syntax parse(String code) {
        return compiler.call(() -> {
            reporter.begin(0);
            Either<Results.Result, ?> parsed = shell.parse(code);
            reporter.reset();
            if (parsed.isLeft()) {
                boolean incomplete = parsed.swap().toOption().get() == Results.Incomplete$.MODULE$;
                return incomplete ? Syntax.INCOMPLETE : Syntax.OTHER;
            }
            // A tuple that begins with the trees; its length differs between releases.
            Product found = (Product) parsed.toOption().get();
            return ParsedTrees.syntax((scala.collection.Iterable<?>) found.productElement(0));
        });
    }

    @Override
    public void addJars(List<URL> jars) {
        compiler.call(() -> {
            shell.addUrlsToClassPath(CollectionConverters.asScala(jars).toSeq());
            return jars;
        });
    }

    /** What the shell does itself when it interprets, but apart from running. */
    private Either<Results.Result, IMain.Request> compile(String code) {
        Either<Results.Result, IMain.Request> compiled = shell.compile(code, false);
        if (!compiled.swap().toOption().contains(Results.Incomplete$.MODULE$)) {
            reporter.reset();
            shell.global().currentRun().reporting().clearAllConditionalWarnings();
        }
        return compiled;
    }

    private Outcome load(IMain.Request request) {
        Either<Throwable, String> printed = shell.classLoader().asContext(() -> runCode(request));
        if (printed.isLeft()) {
            // Binds the exception to a name, which compiles code.
            Throwable thrown = printed.swap().toOption().get();
            return new Outcome.Failed(compiler.call(() -> request.lineRep().bindError(thrown)));
        }
        record(request);
        return new Outcome.Done(
                reporter.warnings() + resultText(printed.toOption().get(), request));
    }

    /** The shell's own way of loading and running, without what it does about an exception. */
    private static Either<Throwable, String> runCode(IMain.Request request) {
        try {
            return new Right<>(String.valueOf(request.lineRep().call("$print", NO_ARGUMENTS)));
        } catch (Throwable e) {
            return new Left<>(e);
        }
    }

    private void record(IMain.Request request) {
        compiler.call(() -> {
            shell.recordRequest(request);
            return request;
        });
    }

    private String resultText(String printed, IMain.Request request) {
        if (printed.isEmpty()) {
            return "";
        }
        if (printed.startsWith(MUTATED)) {
            return valueText(printed.substring(MUTATED.length()).strip());
        }
        return ClassicOutput.of(printed, definedNames(request));
    }

    private static List<String> definedNames(IMain.Request request) {
        List<String> names = new ArrayList<>();
        for (MemberHandler handler : CollectionConverters.asJava(request.handlers())) {
            handler.definesTerm().foreach(name -> names.add(name.toString()));
            handler.definesType().foreach(name -> names.add(name.toString()));
        }
        return names;
    }

    private String valueText(String variable) {
        Option<Object> value = shell.valueOfTerm(variable);
        String text = value.isDefined() ? ScalaRunTime.replStringOf(value.get(), 1000) : "\n";
        return variable + ": " + shell.typeOfTerm(variable).finalResultType() + " = " + text;
    }

    @Override
    public boolean defines(String name) {
        return shell.valueOfTerm(name).isDefined();
    }

    @Override
    public @Nullable Object value(String name) {
        return shell.valueOfTerm(name).get();
    }

    @Override
    public @Nullable Object lastValue() {
        return shell.lastRequest().lineRep().call("$result", NO_ARGUMENTS);
    }

    @Override
    public List<String> complete(String code, int cursor) {
        CompletionResult found =
                compiler.call(() -> new ReplCompletion(shell, new Accumulator()).complete(code, cursor, true));
        return CollectionConverters.asJava(found.candidates()).stream()
                .map(CompletionCandidate::name)
                .distinct()
                .toList();
    }

    @Override
    public void close() {
        compiler.close();
        shell.close();
    }
}
