package org.sparklaunch.livy.driver.scala;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;

/**
 * Provides what needs the class files of one Scala line. Each implementation is compiled against its line and found as a {@link
 * ServiceLoader service}. Everything else of the driver is compiled once and runs on each line.
 */
public interface ScalaSupport {

    /** Returns the line, such as {@code 2.13}. */
    String version();

    /** Starts a compiler, which takes seconds. */
    ScalaShell startShell(ShellSpec spec);

    /**
     * Returns the line that this JVM runs.
     *
     * @throws InterpreterStartException when none on the class path fits
     */
    static ScalaSupport current() throws InterpreterStartException {
        String running = scala.util.Properties.versionNumberString();
        List<String> known = new ArrayList<>();
        for (ScalaSupport line : ServiceLoader.load(ScalaSupport.class, ScalaSupport.class.getClassLoader())) {
            if (running.startsWith(line.version() + ".")) {
                return line;
            }
            known.add(line.version());
        }
        throw new InterpreterStartException(
                "no shell for Scala " + running + " of this Spark, only for " + known
                        + "; use a Spark with one of these, or add the jar livy-driver-scala-… of its line to the driver's class path");
    }
}
