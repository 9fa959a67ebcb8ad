package org.sparklaunch.livy.protocol.policy;

import java.util.List;

/** Reports a policy that cannot be parsed; the message names every wrong line. */
public final class PolicyException extends Exception {
    private final List<String> problems;

    PolicyException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Returns one problem for each wrong line, in order. */
    public List<String> problems() {
        return problems;
    }
}
