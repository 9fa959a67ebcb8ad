package org.sparklaunch.livy.driver.scala213;

import org.sparklaunch.livy.driver.scala.ScalaLine;
import org.sparklaunch.livy.driver.scala.ScalaShellContract;

class Shell213Test extends ScalaShellContract {

    @Override
    protected ScalaLine line() {
        return new Scala213();
    }
}
