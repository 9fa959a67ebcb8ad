package org.sparklaunch.authentication.audit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.platform.digest.Sha256;

/**
 * Distinguishes the first request with some credentials from the next ones: every request carries credentials, and a login is logged once
 * an hour. Keeps digests only. Thread-safe.
 */
public final class RecentLogins {
    private static final Duration SPAN = Duration.ofHours(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Long> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MOST;
        }
    };

    public RecentLogins(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Returns whether this is a new login.
     *
     * @param credentials the header with the credentials; null for none
     */
    public boolean isNew(String user, String address, @Nullable String credentials) {
        String key = Sha256.hex(user + "\n" + address + "\n" + credentials);
        long now = clock.millis();
        synchronized (seen) {
            Long last = seen.get(key);
            if (last != null && now - last < SPAN.toMillis()) {
                return false;
            }
            seen.put(key, now);
            return true;
        }
    }
}
