package org.sparklaunch.livy.server.pool;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.BackgroundTermination;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.WarmDrivers;
import org.sparklaunch.livy.settings.LivyConfig;

/**
 * Keeps drivers ready: as many as wanted, if users leave enough slots. A later {@link #sweep} replaces a member that
 * was claimed, lost or given up. Thread-safe. A member locks itself and then the pool, never the other way round, so
 * the pool calls members without its lock.
 */
public final class WarmPool implements WarmDrivers, DriverDirectory, Slots.Spare, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmPool.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final int wanted;
    private final WarmDriverSpecs specs;
    private final DriverLauncher launcher;
    private final InstantSource clock;
    private final PoolStore store;
    private final RefillThrottle throttle;
    private final Map<String, PoolMember> members = new LinkedHashMap<>();
    private final BackgroundTermination terminations;
    private long claimed;
    private long cold;
    private boolean closed;

    private WarmPool(LivyConfig config, DriverLauncher launcher, InstantSource clock) throws IOException {
        this.wanted = config.session().warm();
        this.specs = new WarmDriverSpecs(config);
        this.launcher = launcher;
        this.clock = clock;
        this.store = PoolStore.open(config.stateDir());
        this.throttle = new RefillThrottle(clock.millis());
        this.terminations = new BackgroundTermination("warm");
    }

    /** Opens an empty pool; {@link #recover} follows once the drivers of sessions are known. */
    public static WarmPool open(LivyConfig config, DriverLauncher launcher, InstantSource clock) throws IOException {
        return new WarmPool(config, launcher, clock);
    }

    /**
     * Restores what an earlier server left in the same state folder.
     *
     * @param taken the drivers of sessions: one that is among them was claimed, also where this pool's journal does not
     *     say so
     */
    public void recover(Set<String> taken) throws IOException {
        store.recover(taken).forEach((name, entries) -> {
            PoolMember member = member(store.folder(name));
            member.recover(entries);
            boolean alike = entries.contains(new PoolEntry.Added(name, specs.fingerprint()));
            boolean kept = alike && add(member);
            log.info("warm driver {} {}", name, kept ? "was recovered" : "is no longer needed and ends");
            if (!kept) {
                endLater(member);
            }
        });
    }

    private PoolMember member(DriverFolder folder) {
        return new PoolMember(folder, launcher, this::happened, clock);
    }

    private void happened(PoolEntry entry) {
        store.append(entry);
        if (entry instanceof PoolEntry.Ready) {
            synchronized (this) {
                throttle.succeeded();
            }
        }
    }

    private synchronized boolean add(PoolMember member) {
        boolean room = !closed && members.size() < wanted;
        if (room) {
            members.put(member.name(), member);
        }
        return room;
    }

    private synchronized boolean remove(PoolMember member) {
        return members.remove(member.name(), member);
    }

    private synchronized List<PoolMember> members() {
        return List.copyOf(members.values());
    }

    // ---- refill ---------------------------------------------------------------------------------------------------

    /** Ends lost members, and starts one that is missing if the throttle allows it. */
    public void sweep(Slots slots, boolean busy) {
        members().stream().filter(PoolMember::isLost).forEach(this::lose);
        if (mayStart(busy)) {
            slots.offer(this::make).ifPresent(this::launch);
        }
    }

    private synchronized boolean mayStart(boolean busy) {
        return throttle.allows(clock.millis(), !closed && members.size() < wanted, busy);
    }

    private void lose(PoolMember member) {
        if (remove(member)) {
            log.warn(
                    "warm driver {} is lost; another one starts after a pause. Its last lines: {}",
                    member.name(),
                    member.lastLines());
            failed(member);
        }
    }

    private void failed(PoolMember member) {
        synchronized (this) {
            throttle.failed(clock.millis());
        }
        endLater(member);
    }

    private Optional<PoolMember> make() {
        DriverFolder folder = store.newFolder();
        store.append(new PoolEntry.Added(folder.name(), specs.fingerprint()));
        PoolMember member = member(folder);
        return add(member) ? Optional.of(member) : Optional.empty();
    }

    private void launch(PoolMember member) {
        synchronized (this) {
            throttle.started();
        }
        try {
            DriverFolder folder = store.folder(member.name());
            folder.createWithSecret();
            member.launch(specs.spec(folder));
            log.info("warm driver {} starts", member.name());
        } catch (IOException e) {
            log.warn("cannot start warm driver {}; another one starts after a pause", member.name(), e);
            if (remove(member)) {
                failed(member);
            }
        }
    }

    // ---- claims ---------------------------------------------------------------------------------------------------

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public Optional<ClaimedDriver> claim() {
        for (PoolMember member : members()) {
            Optional<ClaimedDriver> driver = member.claim();
            // The sweep may find it lost at the same moment: the call that removes it owns it.
            if (driver.isPresent() && remove(member)) {
                synchronized (this) {
                    claimed++;
                }
                return driver;
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void countCold() {
        cold++;
    }

    @Override
    public synchronized int held() {
        return members.size();
    }

    /** Ends one member, if possible one that is not ready yet. */
    @Override
    public void giveUpOne() {
        members().stream()
                .min(Comparator.comparing(PoolMember::isReady))
                .filter(this::remove)
                .ifPresent(member -> {
                    log.info("warm driver {} ends: a user's driver needs its slot", member.name());
                    try {
                        member.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    endLater(member);
                });
    }

    /** Returns the state of the pool. */
    public PoolStatus status() {
        List<PoolMember> now = members();
        int ready = (int) now.stream().filter(PoolMember::isReady).count();
        synchronized (this) {
            return new PoolStatus(wanted, ready, now.size() - ready, claimed, cold, throttle.failures());
        }
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        return find(driver).map(member -> store.folder(driver).readSecret());
    }

    @Override
    public Optional<DriverListener> peer(String driver) {
        return find(driver).map(member -> member);
    }

    private synchronized Optional<PoolMember> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    private void endLater(PoolMember member) {
        terminations.begin(member.name(), member::end);
    }

    /** Ends all members, within a limit. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        members().stream().filter(this::remove).forEach(this::endLater);
        terminations.close(CLOSING);
    }

    /** Releases the state folder and leaves drivers to the next server. */
    public void release() throws IOException {
        terminations.release();
        store.close();
    }
}
