package org.sparklaunch.livy.server.request;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.policy.PolicyFile;

/**
 * Decides who gets SQL-only sessions: callers whose token requires it, and under a policy those without the right to run
 * code, since code in a driver has the driver's rights.
 */
public final class SqlOnly {
    private final PolicyFile policy;

    /** Reads the current policy at each call. */
    public SqlOnly(PolicyFile policy) {
        this.policy = policy;
    }

    /** Returns whether the caller may not run code. */
    public boolean isSqlOnly(Caller caller) {
        Optional<Policy> inForce = policy.current();
        return caller.sqlOnly() || (inForce.isPresent() && !inForce.get().mayRunCode(caller.policyName()));
    }

    /** Returns whether the user may run code; always without a policy. */
    public boolean mayRunCode(@Nullable String user) {
        return !isSqlOnly(new Caller(user, false));
    }

    /**
     * Returns what finds out when the policy takes away the rights of a session or batch.
     *
     * @param sqlOnly whether it runs SQL only
     */
    public RightsWatch watch(@Nullable String owner, boolean sqlOnly, SessionSpec spec, InstantSource clock) {
        Caller acting = new Caller(owner, sqlOnly).actingFor(spec.proxyUser());
        return new RightsWatch(policy, acting.policyName(), !sqlOnly, clock);
    }

    /**
     * Checks that an SQL-only session sends no code and no settings that circumvent the policy.
     *
     * @throws RejectedException naming what is not permitted
     */
    public void check(SessionSpec spec, Caller caller) {
        if (spec.kind() != SessionKind.SQL && spec.kind() != SessionKind.SHARED) {
            throw RejectedException.because("a session of kind " + spec.kind().wireName() + " runs code, and "
                    + caller.policyName() + " may run SQL only; request kind sql");
        }
        SessionSpec.Files files = spec.files();
        long brought = Stream.of(files.jars(), files.pyFiles(), files.files(), files.archives())
                .mapToLong(List::size)
                .sum();
        if (brought > 0) {
            throw RejectedException.because("an SQL-only session does not accept jars, pyFiles, files or archives, and "
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
            throw RejectedException.because("the policy does not permit " + caller.policyName() + " to set "
                    + String.join(", ", closed) + "; omit it, or ask " + contact(inForce)
                    + " for the right 'set conf'");
        }
    }

    /** Returns who grants rights, for messages. */
    static String contact(Policy inForce) {
        return inForce.contact().isBlank() ? "the administrator of the policy file" : inForce.contact();
    }
}
