package org.sparklaunch.livy.server.supply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a session came to its driver.
 *
 * @param warm whether its driver was ready before
 * @param keys settings: of a warm start those that were applied, of a cold one those that a warm driver cannot take
 * @param reason the same in words
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

    /** In a driver that has as many other sessions of the user. */
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
                        + " decided when a driver starts, and differ" + (keys.size() == 1 ? "s" : "")
                        + " from what the warm ones have",
                null);
    }

    public static SessionStart noneReady() {
        return new SessionStart(false, List.of(), "cold: no warm driver was ready", null);
    }

    public static SessionStart noPool() {
        return new SessionStart(
                false, List.of(), "cold: this server keeps no warm drivers (--livy-warm-sessions 0)", null);
    }
}
