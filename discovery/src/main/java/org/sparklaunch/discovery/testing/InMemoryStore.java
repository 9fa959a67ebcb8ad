package org.sparklaunch.discovery.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.sparklaunch.discovery.ClusterMembership;
import org.sparklaunch.discovery.ClusterSnapshot;
import org.sparklaunch.discovery.DiscoveryPath;
import org.sparklaunch.discovery.MembershipSpec;
import org.sparklaunch.discovery.PathInUseException;
import org.sparklaunch.discovery.Registration;
import org.sparklaunch.discovery.ServiceInstance;
import org.sparklaunch.discovery.Watch;

/** The store that several {@link InMemoryDiscovery} connections share. Thread-safe. */
public final class InMemoryStore {
    private final Map<String, Map<String, ServiceInstance>> services = new TreeMap<>();
    private final Map<String, List<MembershipSpec>> members = new TreeMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Creates an empty store. */
    public InMemoryStore() {}

    private record Listener(DiscoveryPath path, Consumer<ClusterSnapshot> consumer) {}

    synchronized ClusterSnapshot snapshot(DiscoveryPath path) {
        return ClusterSnapshot.of(
                path, List.copyOf(services.getOrDefault(path.value(), Map.of()).values()));
    }

    synchronized Watch watch(DiscoveryPath path, Consumer<ClusterSnapshot> consumer) {
        Listener listener = new Listener(path, consumer);
        listeners.add(listener);
        consumer.accept(snapshot(path));
        return () -> listeners.remove(listener);
    }

    synchronized Registration register(DiscoveryPath path, ServiceInstance instance) {
        String key = instance.type().wireName() + "-" + instance.id();
        services.computeIfAbsent(path.value(), p -> new LinkedHashMap<>()).put(key, instance);
        tell(path);
        return new Announced(path, key, instance);
    }

    private synchronized void replace(DiscoveryPath path, String key, ServiceInstance old, ServiceInstance changed) {
        if (services.getOrDefault(path.value(), Map.of()).replace(key, old, changed)) {
            tell(path);
        }
    }

    private synchronized void withdraw(DiscoveryPath path, String key, ServiceInstance instance) {
        if (services.getOrDefault(path.value(), Map.of()).remove(key, instance)) {
            tell(path);
        }
    }

    private void tell(DiscoveryPath path) {
        ClusterSnapshot now = snapshot(path);
        listeners.stream()
                .filter(l -> l.path().equals(path))
                .forEach(l -> l.consumer().accept(now));
    }

    synchronized ClusterMembership join(DiscoveryPath path, MembershipSpec spec) {
        List<MembershipSpec> joined = members.computeIfAbsent(path.value(), p -> new ArrayList<>());
        for (MembershipSpec other : joined) {
            if (!spec.clashWith(other).isEmpty()) {
                throw PathInUseException.of(spec, other, snapshot(path));
            }
        }
        joined.add(spec);
        return new Membership(path, spec);
    }

    synchronized List<DiscoveryPath> list(DiscoveryPath root) {
        Stream<String> announced = services.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(Map.Entry::getKey);
        Stream<String> withMembers =
                members.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(Map.Entry::getKey);
        return Stream.concat(announced, withMembers)
                .filter(p -> p.equals(root.value()) || p.startsWith(root + "/"))
                .distinct()
                .sorted()
                .map(DiscoveryPath::new)
                .toList();
    }

    private final class Announced implements Registration {
        private final DiscoveryPath path;
        private final String key;
        private volatile ServiceInstance instance;

        Announced(DiscoveryPath path, String key, ServiceInstance instance) {
            this.path = path;
            this.key = key;
            this.instance = instance;
        }

        @Override
        public ServiceInstance instance() {
            return instance;
        }

        @Override
        public void update(ServiceInstance changed) {
            instance.requireSame(changed);
            ServiceInstance old = instance;
            instance = changed;
            replace(path, key, old, changed);
        }

        @Override
        public void restore() {
            // No other process writes to the store.
        }

        @Override
        public void close() {
            withdraw(path, key, instance);
        }
    }

    private final class Membership implements ClusterMembership {
        private final DiscoveryPath path;
        private final MembershipSpec spec;
        private boolean held = true;

        Membership(DiscoveryPath path, MembershipSpec spec) {
            this.path = path;
            this.spec = spec;
        }

        @Override
        public boolean isHeld() {
            synchronized (InMemoryStore.this) {
                return held;
            }
        }

        @Override
        public void restore() {
            // No other process writes to the store.
        }

        @Override
        public boolean isOnly() {
            synchronized (InMemoryStore.this) {
                return members.getOrDefault(path.value(), List.of()).equals(List.of(spec));
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryStore.this) {
                if (held) {
                    held = false;
                    members.getOrDefault(path.value(), List.of()).remove(spec);
                }
            }
        }
    }
}
