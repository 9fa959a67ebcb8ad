package org.sparklaunch.livy.protocol.policy;

import java.util.List;

/** A policy that cannot be used; the message names every wrong line. */
public final class PolicyException extends Exception {
    private final List<String> problems;

    PolicyException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One for each wrong line, in order. */
    public List<String> problems() {
        return problems;
    }
}
