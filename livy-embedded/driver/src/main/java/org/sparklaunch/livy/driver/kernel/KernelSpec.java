package org.sparklaunch.livy.driver.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The child process of a language.
 *
 * @param language as people call it, for threads and messages
 * @param command the program and its arguments; no secrets, others can read them
 * @param environment what the child sees beyond the driver's own environment
 * @param advice what to do when it does not start
 * @param greeting the first line to the child, strings only; secrets go here
 */
public record KernelSpec(
        String language, List<String> command, Map<String, String> environment, String advice, List<String> greeting) {

    /** Copies what it is given. */
    public KernelSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        greeting = List.copyOf(greeting);
    }

    ProcessBuilder processBuilder() {
        List<String> detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(detached);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Leaves the greeting out, it holds secrets. */
    @Override
    public String toString() {
        return language + " as " + command;
    }
}
