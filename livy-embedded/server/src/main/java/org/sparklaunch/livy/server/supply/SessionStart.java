package org.sparklaunch.livy.server.supply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session got its driver.
 *
 * @param warm whether its driver was ready
 * @param keys settings: of a warm start those that were applied, of a cold one those that a warm driver cannot take
 * @param reason the same as a message
 * @param driver the name of the driver that it shares; null when it has its own
 */
public record SessionStart(
        boolean warm,
        List<String> keys,
        String reason,
        @Nullable String driver) {

    public static SessionStart warm(List<String> applied) {
        return new SessionStart(true, applied, "warm: the driver was ready" + list(applied), null);
    }

    /** Returns the start in a driver with this many other sessions of the user. */
    public static SessionStart shared(String driver, boolean ready, int others, List<String> applied) {
        String company = others == 0 ? "" : " with " + others + (others == 1 ? " other session" : " other sessions");
        return new SessionStart(
                ready,
                applied,
                "shared: driver " + driver + company + (ready ? " was ready" : " is starting") + list(applied),
                driver);
    }

    private static String list(List<String> applied) {
        return applied.isEmpty() ? "" : ", applied " + String.join(", ", applied);
    }

    public static SessionStart forced(List<String> keys) {
        return new SessionStart(
                false,
                keys,
                "cold: " + String.join(", ", keys) + (keys.size() == 1 ? " is" : " are")
                        + " fixed when a driver starts, and differ" + (keys.size() == 1 ? "s" : "")
                        + " from the warm drivers",
                null);
    }

    public static SessionStart noneReady() {
        return new SessionStart(false, List.of(), "cold: no warm driver was ready", null);
    }

    public static SessionStart noPool() {
        return new SessionStart(false, List.of(), "cold: warm drivers are off (--livy-warm-sessions 0)", null);
    }
}
