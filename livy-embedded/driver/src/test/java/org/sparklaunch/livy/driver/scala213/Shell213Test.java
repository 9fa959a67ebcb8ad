package org.sparklaunch.livy.driver.scala213;

import org.sparklaunch.livy.driver.scala.ScalaShellContract;
import org.sparklaunch.livy.driver.scala.ScalaSupport;

class Shell213Test extends ScalaShellContract {

    @Override
    protected ScalaSupport line() {
        return new Scala213();
    }
}
