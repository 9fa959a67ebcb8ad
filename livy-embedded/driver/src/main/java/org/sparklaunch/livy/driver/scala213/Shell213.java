package org.sparklaunch.livy.driver.scala213;

import java.net.URL;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.scala.ScalaShell;
import org.sparklaunch.livy.driver.scala.ShellSpec;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.ScalaRunTime;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.MemberHandlers.MemberHandler;
import scala.tools.nsc.interpreter.Results;

/** Scala 2.13's shell behind plain Java types. */
final class Shell213 implements ScalaShell {
    private static final String MUTATED = "// mutated ";

    private final ShellReporter reporter;
    private final IMain shell;

    Shell213(ShellSpec spec) {
        Settings settings = new Settings();
        settings.processArguments(
                CollectionConverters.asScala(spec.compilerOptions()).toList(), true);
        reporter = new ShellReporter(settings);
        shell = new IMain(settings, Option.apply(spec.parent()), settings, reporter);
    }

    @Override
    public Outcome run(String code, int linesBefore) {
        reporter.begin(linesBefore);
        Results.Result result = shell.interpret(code);
        if (result == Results.Incomplete$.MODULE$) {
            return new Outcome.Incomplete();
        }
        // Code of nothing but comments is an error without words.
        if (result == Results.Error$.MODULE$ && !reporter.failure().isEmpty()) {
            return new Outcome.Failed(reporter.failure());
        }
        return new Outcome.Done(reporter.warnings() + resultText());
    }

    @Override
    public void addJars(List<URL> jars) {
        shell.addUrlsToClassPath(CollectionConverters.asScala(jars).toSeq());
    }

    private String resultText() {
        String printed = reporter.result();
        if (printed.isEmpty()) {
            return "";
        }
        if (printed.startsWith(MUTATED)) {
            return valueText(printed.substring(MUTATED.length()).strip());
        }
        return ClassicText.of(printed, definedNames());
    }

    private Set<String> definedNames() {
        Set<String> names = new HashSet<>();
        for (MemberHandler handler :
                CollectionConverters.asJava(shell.lastRequest().handlers())) {
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
        return shell.lastRequest()
                .lineRep()
                .call("$result", CollectionConverters.asScala(List.of()).toSeq());
    }

    @Override
    public void close() {
        shell.close();
    }
}
