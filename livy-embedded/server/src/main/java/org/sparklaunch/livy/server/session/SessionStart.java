package org.sparklaunch.livy.server.session;

import java.util.List;

/**
 * How a session came to its driver.
 *
 * @param warm whether its driver was ready before
 * @param keys settings: of a warm start those that were applied, of a cold one those that a warm driver cannot take
 * @param reason the same in words
 */
public record SessionStart(boolean warm, List<String> keys, String reason) {

    static SessionStart warm(List<String> applied) {
        String settings = applied.isEmpty() ? "" : ", applied " + String.join(", ", applied);
        return new SessionStart(true, applied, "warm: the driver was ready" + settings);
    }

    static SessionStart forced(List<String> keys) {
        return new SessionStart(
                false,
                keys,
                "cold: " + String.join(", ", keys) + (keys.size() == 1 ? " is" : " are")
                        + " decided when a driver starts, and differ" + (keys.size() == 1 ? "s" : "")
                        + " from what the warm ones have");
    }

    static SessionStart noneReady() {
        return new SessionStart(false, List.of(), "cold: no warm driver was ready");
    }

    static SessionStart noPool() {
        return new SessionStart(false, List.of(), "cold: this server keeps no warm drivers (--livy-warm-sessions 0)");
    }
}
