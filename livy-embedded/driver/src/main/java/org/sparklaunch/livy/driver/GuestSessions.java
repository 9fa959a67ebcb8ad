package org.sparklaunch.livy.driver;

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
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.interpreter.InterpreterFactory;
import org.sparklaunch.livy.driver.link.EventOutbox;
import org.sparklaunch.livy.driver.link.ServerMessageHandler.EndReason;
import org.sparklaunch.livy.driver.policy.PolicyGates;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * The sessions that share this driver. The server sends the list of sessions; missing ones start and others end. A list that was
 * lost with its connection is corrected by the next one. Any thread may call and none waits.
 */
final class GuestSessions implements AutoCloseable {
    private final DriverSettings settings;
    private final Map<SessionKind, InterpreterFactory> languages;
    private final PolicyGates gates;
    private final EventOutbox outbox;
    private final Map<String, GuestSession> present = new HashMap<>();
    private final BitSet pools = new BitSet();
    /** Guests that ended here. A list that the server sent before it knew does not start them again. */
    private final Set<String> ended = new HashSet<>();

    private Map<String, Map<String, String>> wanted = Map.of();
    private @Nullable Opened opened;

    /** The parts that exist once Spark has started. */
    private record Opened(SparkSession spark, JobGroups groups, ExecutorService threads) {}

    /**
     * Makes an instance that starts guests after {@link #open}.
     *
     * @param outbox the driver's own events
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

    /** Code of other languages could reach the other sessions. */
    private static Map<SessionKind, InterpreterFactory> sqlOf(Map<SessionKind, InterpreterFactory> languages) {
        Map<SessionKind, InterpreterFactory> sql = new EnumMap<>(SessionKind.class);
        sql.putAll(languages);
        sql.keySet().removeIf(kind -> !kind.isSql());
        return sql;
    }

    /** Starts the listed guests. Their threads use the class loader of the calling thread. */
    synchronized void open(SparkSession spark, JobGroups groups) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        opened = new Opened(spark, groups, Executors.newCachedThreadPool(task -> {
            Thread thread = DaemonThreads.create("guest-session", task);
            thread.setContextClassLoader(loader);
            return thread;
        }));
        settle();
    }

    /** Sets the list of guests. */
    synchronized void host(ServerMessage.Host message) {
        wanted = message.guests();
        ended.retainAll(wanted.keySet());
        settle();
    }

    private void settle() {
        Opened driver = opened;
        if (driver == null) {
            return;
        }
        present.forEach((name, guest) -> {
            if (!wanted.containsKey(name)) {
                guest.end(EndReason.SHUTDOWN);
            }
        });
        wanted.forEach((name, conf) -> {
            if (!present.containsKey(name) && !ended.contains(name)) {
                begin(name, conf, driver);
            }
        });
    }

    private void begin(String name, Map<String, String> conf, Opened driver) {
        int pool = pools.nextClearBit(0);
        pools.set(pool);
        GuestSession guest =
                new GuestSession(new GuestSession.Guest(name, conf, "guest-" + pool), settings, languages, gates);
        present.put(name, guest);
        driver.threads().execute(() -> guest.begin(driver.spark(), driver.groups()));
        var unused = guest.ended().thenRunAsync(() -> leave(name, pool, guest), driver.threads());
    }

    private void leave(String name, int pool, GuestSession guest) {
        guest.close();
        synchronized (this) {
            present.remove(name);
            pools.clear(pool);
            ended.add(name);
        }
        outbox.post(sequence -> new DriverMessage.GuestEnded(sequence, name));
    }

    /** Ends all guests without a report. */
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
