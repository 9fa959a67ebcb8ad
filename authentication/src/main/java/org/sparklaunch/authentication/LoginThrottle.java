package org.sparklaunch.authentication;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Slows down attempts to guess a password. Failures count for the name at an address, for the name, and for the address. After
 * some free failures each further one doubles the pause before the next attempt is checked. Thread-safe.
 */
final class LoginThrottle {
    /** Failures are forgotten after this time, and no pause is longer. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** Several users may share the address of a reverse proxy, and several addresses may guess one name. */
    static final int FREE_OF_PAIR = 5;

    static final int FREE_OF_NAME = 20;
    static final int FREE_OF_ADDRESS = 100;

    private static final int LONGEST_NAME = 128;
    private static final int MOST_ENTRIES = 10_000;
    private static final int LONGEST_SHIFT = 20;

    private final InstantSource clock;

    /** The entry that was unused for the longest time is removed first. */
    private final Map<Key, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Failures> eldest) {
            return size() > MOST_ENTRIES;
        }
    };

    LoginThrottle(InstantSource clock) {
        this.clock = clock;
    }

    private enum Kind {
        PAIR(FREE_OF_PAIR),
        NAME(FREE_OF_NAME),
        ADDRESS(FREE_OF_ADDRESS);

        private final int free;

        Kind(int free) {
            this.free = free;
        }
    }

    private record Key(Kind kind, String address, String name) {}

    /**
     * Failures without a success in between.
     *
     * @param last epoch milliseconds
     */
    private record Failures(int count, long last) {
        long pause(int free) {
            return count < free
                    ? 0
                    : Math.min(LONGEST_PAUSE.toMillis(), 1000L << Math.min(LONGEST_SHIFT, count - free));
        }
    }

    /**
     * Counts an attempt as failed before it is checked, so that attempts at the same time count as well.
     *
     * @throws TooManyLoginsException when the pause after the last failure has not passed
     */
    synchronized void admit(String address, String name) {
        List<Key> keys = keys(address, name);
        long now = clock.millis();
        for (Key key : keys) {
            Failures known = current(key, now);
            long left = known.last() + known.pause(key.kind().free) - now;
            if (left > 0) {
                throw new TooManyLoginsException(
                        "too many failed logins; the next one is checked in " + (left + 999) / 1000 + " s",
                        Duration.ofMillis(left));
            }
        }
        keys.forEach(key -> failures.put(key, new Failures(current(key, now).count() + 1, now)));
    }

    /** Takes a counted attempt back, and drops the failures of this name at this address. */
    synchronized void succeed(String address, String name) {
        for (Key key : keys(address, name)) {
            Failures known = failures.get(key);
            if (key.kind() == Kind.PAIR) {
                failures.remove(key);
            } else if (known != null) {
                failures.put(key, new Failures(Math.max(0, known.count() - 1), known.last()));
            }
        }
    }

    private Failures current(Key key, long now) {
        Failures known = failures.get(key);
        return known == null || now - known.last() > LONGEST_PAUSE.toMillis() ? new Failures(0, now) : known;
    }

    private static List<Key> keys(String address, String name) {
        String bounded = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return List.of(
                new Key(Kind.PAIR, address, bounded),
                new Key(Kind.NAME, "", bounded),
                new Key(Kind.ADDRESS, address, ""));
    }

    /** Returns the number of entries, for tests. */
    synchronized int size() {
        return failures.size();
    }
}
