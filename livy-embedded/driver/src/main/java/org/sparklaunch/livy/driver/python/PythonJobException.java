package org.sparklaunch.livy.driver.python;

/** A Python job failed; the message is the traceback behind the words by which Livy's clients know it. */
final class PythonJobException extends Exception {
    PythonJobException(String traceback) {
        super("Client job error:" + traceback);
    }
}
