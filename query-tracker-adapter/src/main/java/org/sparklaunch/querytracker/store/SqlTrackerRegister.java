package org.sparklaunch.querytracker.store;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.sparklaunch.querytracker.query.TrackerRegister;

/**
 * {@link TrackerRegister} in the table {@code trackers}. Clocks of machines are not compared: each tracker watches the others' counters by
 * its own monotonic clock.
 */
final class SqlTrackerRegister implements TrackerRegister {
    private static final String UNFINISHED = "state IN ('pending', 'running', 'aborting', 'completing')";
    private static final String UNOWNED = "(tracker IS NULL OR tracker NOT IN (SELECT id FROM trackers))";

    private final Jdbc jdbc;
    private final String own;
    private final long silenceNanos;
    private final LongSupplier nanos;
    private final Map<String, Seen> others = new HashMap<>();

    /** When a counter was seen to change last. */
    private record Seen(long beat, long since) {}

    /** A row that this tracker may take over. */
    private record Unowned(String key, String tracker) {}

    SqlTrackerRegister(Jdbc jdbc, String own, Duration silence, LongSupplier nanos) {
        this.jdbc = jdbc;
        this.own = own;
        this.silenceNanos = silence.toNanos();
        this.nanos = nanos;
        jdbc.update("INSERT INTO trackers (id, beat) VALUES (?, 0)", own);
    }

    @Override
    public boolean beat() {
        return jdbc.update("UPDATE trackers SET beat = beat + 1 WHERE id = ?", own) == 1;
    }

    @Override
    public synchronized Takeover takeOverDead() {
        Map<String, Long> beats = new HashMap<>();
        jdbc.query(
                "SELECT id, beat FROM trackers WHERE id <> ?", row -> beats.put(row.getString(1), row.getLong(2)), own);
        others.keySet().retainAll(beats.keySet());
        long now = nanos.getAsLong();
        beats.forEach((id, beat) -> {
            Seen seen = others.get(id);
            if (seen == null || seen.beat() != beat) {
                others.put(id, new Seen(beat, now));
            } else if (now - seen.since() >= silenceNanos) {
                // Not when it has counted up since the query above: then it lives.
                jdbc.update("DELETE FROM trackers WHERE id = ? AND beat = ?", id, beat);
            }
        });
        return takeUnowned();
    }

    @Override
    public synchronized Takeover takeOverAll() {
        jdbc.update("DELETE FROM trackers WHERE id <> ?", own);
        return takeUnowned();
    }

    private Takeover takeUnowned() {
        return new Takeover(take("queries", "id", UNFINISHED + " AND "), take("sessions", "name", ""));
    }

    /** Takes row by row, each by compare-and-set: of several trackers one gets it. */
    private Set<String> take(String table, String key, String condition) {
        Set<String> taken = new HashSet<>();
        var unowned = jdbc.query(
                "SELECT " + key + ", tracker FROM " + table + " WHERE " + condition + UNOWNED,
                found -> new Unowned(found.getString(1), String.valueOf(found.getString(2))));
        for (Unowned row : unowned) {
            int changed = jdbc.update(
                    "UPDATE " + table + " SET tracker = ? WHERE " + key + " = ? AND COALESCE(tracker, 'null') = ?",
                    own,
                    row.key(),
                    row.tracker());
            if (changed == 1) {
                taken.add(row.key());
            }
        }
        return taken;
    }

    /** Leaves this tracker's queries and sessions to the others at once. */
    void leave() {
        jdbc.update("DELETE FROM trackers WHERE id = ?", own);
    }
}
