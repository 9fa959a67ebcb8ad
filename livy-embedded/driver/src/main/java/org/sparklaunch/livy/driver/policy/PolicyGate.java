package org.sparklaunch.livy.driver.policy;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.PolicyParser;

/** Whether the session is held to a policy. Once it is, it stays so. Thread-safe. */
public final class PolicyGate {
    private static final ThreadLocal<Boolean> DRIVERS_WORK = ThreadLocal.withInitial(() -> false);

    private volatile boolean open = true;
    private volatile @Nullable Held held;

    /** Whose session it is and what they may do. */
    record Held(String user, Policy policy) {}

    private PolicyGate() {}

    /** Lets everything pass until a policy comes. */
    public static PolicyGate open() {
        return new PolicyGate();
    }

    /**
     * Holds the session from the next statement on.
     *
     * @throws PolicyException when the text cannot be read; then nothing passes any more
     */
    public void hold(String user, String text) throws PolicyException {
        open = false;
        held = null;
        held = new Held(user, PolicyParser.parse(text));
    }

    /** Whether nothing is checked. */
    public boolean isOpen() {
        return open || DRIVERS_WORK.get();
    }

    /**
     * Does what the driver wants and not its user: what the calling thread has Spark analyze meanwhile is not held to any
     * policy. No part of it may come from the user but plans that were checked before.
     */
    public static <T> T asDriver(Supplier<T> work) {
        boolean before = DRIVERS_WORK.get();
        DRIVERS_WORK.set(true);
        try {
            return work.get();
        } finally {
            DRIVERS_WORK.set(before);
        }
    }

    /** What to check against; only when the gate is not open. */
    Held held() {
        Held known = held;
        if (known == null) {
            throw new AccessDeniedException(
                    "This session is to be held to a policy that its driver cannot read, so that it runs nothing; look for"
                            + " the reason in the log of the session, and run server and driver of one version");
        }
        return known;
    }
}
