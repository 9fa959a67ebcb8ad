package org.sparklaunch.livy.driver.policy;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Policy;
import org.sparklaunch.livy.protocol.policy.PolicyException;
import org.sparklaunch.livy.protocol.policy.PolicyParser;

/**
 * Knows the user of a session, the policy that restricts it, and what its statements use. A policy can be replaced, not removed.
 * Thread-safe.
 */
public final class PolicyGate {
    private static final ThreadLocal<Boolean> DRIVER_WORK = ThreadLocal.withInitial(() -> false);

    private final UsedResources used = new UsedResources();
    private final CatalogChanges changes = new CatalogChanges();
    private volatile boolean open = true;
    private volatile @Nullable Held held;
    private volatile @Nullable String user;

    /** The user of the session and the policy. */
    record Held(String user, Policy policy) {}

    private PolicyGate() {}

    /** Returns a gate that allows everything until it gets a policy. */
    public static PolicyGate open() {
        return new PolicyGate();
    }

    /**
     * Restricts the session by a policy from the next statement on.
     *
     * @throws PolicyException when the policy cannot be parsed; then everything is refused
     */
    public void hold(String user, String text) throws PolicyException {
        open = false;
        held = null;
        this.user = user;
        held = new Held(user, PolicyParser.parse(text));
    }

    /** Sets the user of a session without a policy. */
    public void identify(String user) {
        if (open) {
            this.user = user;
        }
    }

    /** Returns the user of the session; null when the request named none, which is the user of the operating system. */
    @Nullable
    String user() {
        return user;
    }

    /** Returns what collects the resources that the session's statements and jobs use. */
    public UsedResources used() {
        return used;
    }

    /** Returns what judges the catalog entries that the session's statements change. */
    public CatalogChanges changes() {
        return changes;
    }

    /** Returns whether nothing is checked. */
    public boolean isOpen() {
        return open || DRIVER_WORK.get();
    }

    /**
     * Runs work of the driver itself: what the calling thread has Spark analyze in this time is not checked. No part of it may
     * come from the user, except plans that were checked before.
     */
    public static <T> T asDriver(Supplier<T> work) {
        boolean before = DRIVER_WORK.get();
        DRIVER_WORK.set(true);
        try {
            return work.get();
        } finally {
            DRIVER_WORK.set(before);
        }
    }

    /** Returns what to check against; only when the gate is not open. */
    Held held() {
        Held known = held;
        if (known == null) {
            throw new AccessDeniedException(
                    "Access denied: the driver cannot parse the policy of this session; see the log of the session,"
                            + " and run server and driver of one version");
        }
        return known;
    }
}
