package org.sparklaunch.livy.driver.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Describes the child process of a language.
 *
 * @param language its name in threads and messages
 * @param program what runs
 * @param advice what to do when it does not start
 * @param greeting the first line to the child, strings only; secrets go here
 */
public record KernelSpec(String language, Program program, String advice, List<String> greeting) {

    /**
     * A program to run.
     *
     * @param command the program and its arguments; no secrets, since other users can read them
     * @param environment variables beyond the driver's own
     * @param folder the working directory
     */
    public record Program(List<String> command, Map<String, String> environment, Path folder) {

        /** Copies the list and the map. */
        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** Copies the list. */
    public KernelSpec {
        greeting = List.copyOf(greeting);
    }

    ProcessBuilder processBuilder() {
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(program.command());
        ProcessBuilder builder =
                new ProcessBuilder(detached).directory(program.folder().toFile());
        builder.environment().putAll(program.environment());
        return builder;
    }

    /** Leaves the greeting out: it holds secrets. */
    @Override
    public String toString() {
        return language + " as " + program.command();
    }
}
