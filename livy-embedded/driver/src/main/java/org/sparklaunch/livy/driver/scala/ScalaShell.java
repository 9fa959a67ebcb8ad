package org.sparklaunch.livy.driver.scala;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.ScalaRunTime;
import scala.tools.nsc.Settings;
import scala.tools.nsc.interpreter.IMain;
import scala.tools.nsc.interpreter.MemberHandlers.MemberHandler;
import scala.tools.nsc.interpreter.Results;

/**
 * Scala 2.13's shell behind plain Java types. Everything here and in {@link ShellReporter} is bound to the 2.13 compiler;
 * Scala 2.12 (Spark 3.5) has the same classes with other constructors and result texts that are classical already.
 *
 * <p>For one thread at a time. Classes are written as files, from where Spark serves them to executors.
 */
final class ScalaShell {
    private static final String MUTATED = "// mutated ";

    /** What became of a piece of code. */
    sealed interface Outcome {

        /** It ran; the text is the result in classical form after the compiler's warnings. */
        record Done(String text) implements Outcome {}

        /** More lines are needed. */
        record Incomplete() implements Outcome {}

        /** It did not compile or threw; the text begins with the message. */
        record Failed(String text) implements Outcome {}
    }

    private final ShellReporter reporter;
    private final IMain shell;

    /** Starts a compiler, some seconds of work. */
    ScalaShell(Path classFolder, ClassLoader parent) {
        Settings settings = new Settings();
        List<String> arguments =
                List.of("-Yrepl-class-based", "-Yrepl-outdir", classFolder.toString(), "-classpath", classPath(parent));
        settings.processArguments(CollectionConverters.asScala(arguments).toList(), true);
        reporter = new ShellReporter(settings);
        shell = new IMain(settings, Option.apply(parent), settings, reporter);
    }

    /** What the JVM was started with and the jars that Spark's submit class added. */
    private static String classPath(ClassLoader loader) {
        List<String> entries = new ArrayList<>(List.of(System.getProperty("java.class.path")));
        for (ClassLoader next = loader; next != null; next = next.getParent()) {
            if (next instanceof URLClassLoader urls) {
                for (URL url : urls.getURLs()) {
                    addFile(url, entries);
                }
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void addFile(URL url, List<String> entries) {
        if (url.getProtocol().equals("file")) {
            try {
                entries.add(Path.of(url.toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException("class path entry " + url + " is not a file name", e);
            }
        }
    }

    Outcome run(String code, int linesBefore) {
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

    /** Whether a value of this name was defined, now or by an earlier statement. */
    boolean defines(String name) {
        return shell.valueOfTerm(name).isDefined();
    }

    /** The value of a name that {@link #defines} knows. */
    @Nullable
    Object value(String name) {
        return shell.valueOfTerm(name).get();
    }

    /** The value of the last piece that ran. */
    @Nullable
    Object lastValue() {
        return shell.lastRequest()
                .lineRep()
                .call("$result", CollectionConverters.asScala(List.of()).toSeq());
    }

    void close() {
        shell.close();
    }
}
