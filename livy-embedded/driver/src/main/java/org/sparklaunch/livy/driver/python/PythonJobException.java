package org.sparklaunch.livy.driver.python;

/** Thrown when a Python job failed. The message is the prefix that Livy's clients expect and the traceback. */
final class PythonJobException extends Exception {
    PythonJobException(String traceback) {
        super("Client job error:" + traceback);
    }
}
