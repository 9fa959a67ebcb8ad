package org.sparklaunch.livy.driver.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;

/**
 * Signals a child and all that it started. Java can neither send SIGINT nor reach a group; a shell can do both.
 *
 * @param id of the group, which is the process id of its leader
 */
record ProcessGroup(long id) {

    private static final int SIGNAL_LIMIT_SECONDS = 5;

    /** Interrupts as Ctrl-C does: the interpreter and the program that it waits for. */
    void interrupt() {
        signal("INT");
    }

    /** Kills all members. Does nothing when none is left. */
    void kill() {
        signal("KILL");
    }

    /** Starts a process, in a group of its own, that kills this group as soon as the driver is gone. */
    Process guard() throws IOException {
        return shell("read -r line; kill -s KILL -- -" + id)
                .redirectInput(Redirect.PIPE)
                .start();
    }

    private void signal(String name) {
        try {
            Process kill = shell("kill -s " + name + " -- -" + id)
                    .redirectInput(Redirect.from(new java.io.File("/dev/null")))
                    .start();
            if (!kill.waitFor(SIGNAL_LIMIT_SECONDS, TimeUnit.SECONDS)) {
                kill.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name + " to process group " + id, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder shell(String script) {
        return new ProcessBuilder("setsid", "sh", "-c", script)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD);
    }
}
