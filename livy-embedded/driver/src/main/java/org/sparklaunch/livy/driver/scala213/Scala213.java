package org.sparklaunch.livy.driver.scala213;

import org.sparklaunch.livy.driver.scala.ScalaShell;
import org.sparklaunch.livy.driver.scala.ScalaSupport;
import org.sparklaunch.livy.driver.scala.ShellSpec;

/** The line of Spark 4. */
public final class Scala213 implements ScalaSupport {

    @Override
    public String version() {
        return "2.13";
    }

    @Override
    public ScalaShell startShell(ShellSpec spec) {
        return new Shell213(spec);
    }
}
