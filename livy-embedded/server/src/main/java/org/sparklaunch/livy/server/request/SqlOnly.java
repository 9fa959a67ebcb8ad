package org.sparklaunch.livy.server.request;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * Who gets sessions that run SQL and nothing else: callers whose token says so, and under a policy all who lack the right to
 * run code, since code in a driver can do what the driver can.
 */
public final class SqlOnly {
    private final PolicyFile policy;

    /** Asks the policy in force at each call. */
    public SqlOnly(PolicyFile policy) {
        this.policy = policy;
    }

    /** Whether the caller may run no code. */
    public boolean isSqlOnly(Caller caller) {
        Optional<Policy> inForce = policy.current();
        return caller.sqlOnly() || (inForce.isPresent() && !inForce.get().mayRunCode(caller.policyName()));
    }

    /**
     * Checks that a session for SQL only brings no code and no settings that would let it escape the policy.
     *
     * @throws RejectedException naming what is too much
     */
    public void check(SessionSpec spec, Caller caller) {
        if (spec.kind() != SessionKind.SQL && spec.kind() != SessionKind.SHARED) {
            throw RejectedException.because("a session of kind " + spec.kind().wireName() + " runs code, and "
                    + caller.policyName() + " may run SQL only; ask for kind sql");
        }
        SessionSpec.Files files = spec.files();
        long brought = Stream.of(files.jars(), files.pyFiles(), files.files(), files.archives())
                .mapToLong(List::size)
                .sum();
        if (brought > 0) {
            throw RejectedException.because("a session for SQL only takes no jars, pyFiles, files or archives, and "
                    + caller.policyName() + " may run SQL only");
        }
        policy.current().ifPresent(inForce -> checkSettings(spec, caller, inForce));
    }

    private static void checkSettings(SessionSpec spec, Caller caller, Policy inForce) {
        List<String> closed = spec.conf().keySet().stream()
                .filter(key -> !inForce.maySet(caller.policyName(), key))
                .sorted()
                .toList();
        if (!closed.isEmpty()) {
            String contact = inForce.contact().isBlank() ? "the operator of this cluster" : inForce.contact();
            throw RejectedException.because("the policy does not let " + caller.policyName() + " set "
                    + String.join(", ", closed) + "; leave it out, or ask " + contact + " for the right 'set conf'");
        }
    }
}
