package org.sparklaunch.launcher.process;

/** Starts children; tests give a fake. */
@FunctionalInterface
public interface ProcessStarter {
    /**
     * Starts a process that ends when this one does, however this one ends.
     *
     * @throws org.sparklaunch.commands.CommandException when the operating system refuses
     */
    ChildProcess start(ProcessSpec spec);
}
