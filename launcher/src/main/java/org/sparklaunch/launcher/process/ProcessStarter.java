package org.sparklaunch.launcher.process;

/** Starts child processes; tests use a fake. */
@FunctionalInterface
public interface ProcessStarter {
    /**
     * Starts a process that ends when this one ends, even by SIGKILL.
     *
     * @throws org.sparklaunch.commands.CommandException when the operating system refuses
     */
    ChildProcess start(ProcessSpec spec);
}
