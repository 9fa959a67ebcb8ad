package org.sparklaunch.livy.driver.scala;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;

/**
 * All that is bound to one Scala line by the class files it needs: what implements this is compiled against that line and
 * found as a {@link ServiceLoader service}. Everything else of the driver is compiled once and runs on each.
 */
public interface ScalaSupport {

    /** Which one, such as {@code 2.13}. */
    String version();

    /** Starts a compiler, some seconds of work. */
    ScalaShell startShell(ShellSpec spec);

    /** A text as the JSON library of this line's Spark represents it. */
    Object jsonText(String text);

    /**
     * The line that this JVM runs.
     *
     * @throws InterpreterStartException when none of those on the class path fits
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
                "this Spark runs Scala " + running
                        + ", the driver's class path holds shells for " + known
                        + ": use a Spark with one of these, or put the jar livy-driver-scala-… of the line beside the driver's");
    }
}
