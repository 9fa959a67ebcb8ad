package org.sparklaunch.livy.driver.scala212;

import org.sparklaunch.livy.driver.scala.ScalaShellContract;
import org.sparklaunch.livy.driver.scala.ScalaSupport;

class Shell212Test extends ScalaShellContract {

    @Override
    protected ScalaSupport line() {
        return new Scala212();
    }
}
