package org.sparklaunch.livy.driver.scala212;

import org.sparklaunch.livy.driver.scala.ScalaLine;
import org.sparklaunch.livy.driver.scala.ScalaShellContract;

class Shell212Test extends ScalaShellContract {

    @Override
    protected ScalaLine line() {
        return new Scala212();
    }
}
