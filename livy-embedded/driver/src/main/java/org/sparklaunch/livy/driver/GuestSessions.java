package org.sparklaunch.livy.driver;

import org.sparklaunch.platform.process.DaemonThreads;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerMessageHandler.EndReason;
import org.sparklaunch.livy.driver.policy.PolicyGates;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;

/**
 * The sessions that share this driver. The server says which ones there are to be; those that are missing begin and those
 * that are too many end. Whatever was lost with a connection is put right by the next such word. Any thread may call and
 * none waits.
 */
final class GuestSessions implements AutoCloseable {
    private final DriverSettings settings;
    private final Map<SessionKind, InterpreterFactory> languages;
    private final PolicyGates gates;
    private final EventOutbox outbox;
    private final Map<String, GuestSession> present = new HashMap<>();
    private final BitSet seats = new BitSet();
    /** A guest that ended here is not begun again by a word of the server from before it knew. */
    private final Set<String> ended = new HashSet<>();

    private Map<String, Map<String, String>> wanted = Map.of();
    private @Nullable Opened opened;

    /** What there is once Spark is up. */
    private record Opened(SparkSession spark, ExecutorService threads) {}

    /**
     * Makes a house that is not open.
     *
     * @param outbox where the driver itself reports
     */
    GuestSessions(
            DriverSettings settings,
            Map<SessionKind, InterpreterFactory> languages,
            PolicyGates gates,
            EventOutbox outbox) {
        this.settings = settings;
        this.languages = sqlOf(languages);
        this.gates = gates;
        this.outbox = outbox;
    }

    /** Code of other languages could reach the sessions beside its own. */
    private static Map<SessionKind, InterpreterFactory> sqlOf(Map<SessionKind, InterpreterFactory> languages) {
        Map<SessionKind, InterpreterFactory> sql = new EnumMap<>(SessionKind.class);
        sql.putAll(languages);
        sql.keySet().removeIf(kind -> !kind.isSql());
        return sql;
    }

    /** Begins with the guests that are known. Their threads get the class loader of the calling one. */
    synchronized void open(SparkSession spark) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        opened = new Opened(spark, Executors.newCachedThreadPool(task -> {
            Thread thread = DaemonThreads.create("guest-session", task);
            thread.setContextClassLoader(loader);
            return thread;
        }));
        settle();
    }

    /** From now on these are the guests. */
    synchronized void host(ServerMessage.Host order) {
        wanted = order.guests();
        ended.retainAll(wanted.keySet());
        settle();
    }

    private void settle() {
        Opened house = opened;
        if (house == null) {
            return;
        }
        present.forEach((name, guest) -> {
            if (!wanted.containsKey(name)) {
                guest.end(EndReason.SHUTDOWN);
            }
        });
        wanted.forEach((name, conf) -> {
            if (!present.containsKey(name) && !ended.contains(name)) {
                begin(name, conf, house);
            }
        });
    }

    private void begin(String name, Map<String, String> conf, Opened house) {
        int seat = seats.nextClearBit(0);
        seats.set(seat);
        GuestSession guest =
                new GuestSession(new GuestSession.Guest(name, conf, "guest-" + seat), settings, languages, gates);
        present.put(name, guest);
        house.threads().execute(() -> guest.begin(house.spark()));
        var unused = guest.ended().thenRunAsync(() -> leave(name, seat, guest), house.threads());
    }

    private void leave(String name, int seat, GuestSession guest) {
        guest.close();
        synchronized (this) {
            present.remove(name);
            seats.clear(seat);
            ended.add(name);
        }
        outbox.post(sequence -> new DriverMessage.GuestEnded(sequence, name));
    }

    /** Ends them all, without a report of it. */
    @Override
    public void close() {
        List<GuestSession> leaving;
        synchronized (this) {
            leaving = new ArrayList<>(present.values());
            wanted = Map.of();
            if (opened != null) {
                opened.threads().shutdownNow();
                opened = null;
            }
        }
        leaving.forEach(GuestSession::close);
    }
}
