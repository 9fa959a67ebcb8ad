package org.sparklaunch.livy.server.testing;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverSpec;

/** The sessions that share a {@link FakeDriver}, each a fake driver of its own with the process of its host. */
public final class FakeGuests {
    private final DriverSpec host;
    private final DriverIdentity.OfProcess identity;
    private final Supplier<InetSocketAddress> endpoint;
    private final Consumer<String> ended;
    private final Map<String, FakeDriver> present = new TreeMap<>();
    private final Map<String, Map<String, String>> settings = new TreeMap<>();
    private final Set<String> left = new HashSet<>();

    FakeGuests(
            DriverSpec host,
            DriverIdentity.OfProcess identity,
            Supplier<InetSocketAddress> endpoint,
            Consumer<String> ended) {
        this.host = host;
        this.identity = identity;
        this.endpoint = endpoint;
        this.ended = ended;
    }

    synchronized void host(ServerMessage.Host message) {
        for (String name : List.copyOf(present.keySet())) {
            if (!message.guests().containsKey(name)) {
                present.get(name).kill();
            }
        }
        message.guests().forEach((name, own) -> {
            if (!present.containsKey(name) && !left.contains(name)) {
                begin(name, own);
            }
        });
    }

    private void begin(String name, Map<String, String> own) {
        settings.put(name, own);
        DriverFolder folder = new DriverFolder(host.folder().root().resolveSibling(name));
        FakeDriver guest = new FakeDriver(
                new DriverSpec(name, folder, host.cores(), host.memory(), own, List.of(), null), identity, endpoint);
        present.put(name, guest);
        guest.onEnd(() -> leave(name));
        guest.start(!own.containsKey("spark.sql.refused"));
        if (own.containsKey("spark.sql.refused")) {
            guest.kill();
        }
    }

    private void leave(String name) {
        synchronized (this) {
            present.remove(name);
            left.add(name);
        }
        ended.accept(name);
    }

    /** The names of those that are there. */
    public synchronized Set<String> names() {
        return Set.copyOf(present.keySet());
    }

    /** What a guest's Spark session has beyond what all have. */
    public synchronized Map<String, String> settings(String name) {
        return settings.get(name);
    }

    /** One that is there. */
    public synchronized FakeDriver guest(String name) {
        return present.get(name);
    }

    void kill() {
        List<FakeDriver> all;
        synchronized (this) {
            all = List.copyOf(present.values());
        }
        all.forEach(FakeDriver::kill);
    }
}
