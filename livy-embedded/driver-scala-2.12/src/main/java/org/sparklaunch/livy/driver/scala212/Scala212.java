package org.sparklaunch.livy.driver.scala212;

import org.sparklaunch.livy.driver.scala.ScalaShell;
import org.sparklaunch.livy.driver.scala.ScalaSupport;
import org.sparklaunch.livy.driver.scala.ShellSpec;

/** The line of Spark 3.5. */
public final class Scala212 implements ScalaSupport {

    @Override
    public String version() {
        return "2.12";
    }

    @Override
    public ScalaShell startShell(ShellSpec spec) {
        return new Shell212(spec);
    }
}
