package org.sparklaunch.livy.driver.scala;

import org.sparklaunch.livy.driver.LocalSpark;
import org.sparklaunch.livy.driver.interpreter.InterpreterStartException;
import org.sparklaunch.livy.driver.output.OutputLimits;

/** The one Scala shell of a JVM: a second would write its classes over the first one's, under the same names. */
final class SharedShell {
    private static ScalaInterpreter shell;

    private SharedShell() {}

    static synchronized ScalaInterpreter get() throws InterpreterStartException {
        if (shell == null) {
            shell = ScalaInterpreter.start(LocalSpark.environment(new OutputLimits(10, 10_000)));
        }
        return shell;
    }
}
