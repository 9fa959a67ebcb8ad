package org.sparklaunch.livy.server.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.WarmDrivers;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * Keeps drivers ready, at most as many as are wanted and as users leave slots for. A member that is claimed, lost or given
 * up is replaced by a later {@link #sweep}. Thread-safe. Members lock themselves and then the pool, never the other way
 * round: what is asked of a member is asked outside of the pool's lock.
 */
public final class WarmPool implements WarmDrivers, DriverDirectory, Slots.Spare, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WarmPool.class);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final int wanted;
    private final WarmDriverSpecs blueprint;
    private final DriverLauncher launcher;
    private final InstantSource clock;
    private final PoolStore store;
    private final RefillThrottle pace;
    private final Map<String, PoolMember> members = new LinkedHashMap<>();
    private final ExecutorService enders;
    private long claimed;
    private long cold;
    private boolean closed;

    private WarmPool(LivyConfig config, DriverLauncher launcher, InstantSource clock) throws IOException {
        this.wanted = config.session().warm();
        this.blueprint = new WarmDriverSpecs(config);
        this.launcher = launcher;
        this.clock = clock;
        this.store = PoolStore.open(config.stateDir());
        this.pace = new RefillThrottle(clock.millis());
        this.enders = Executors.newCachedThreadPool(DaemonThreads.numbered("warm-end"));
    }

    /** Opens an empty pool; {@link #recover} comes next, once it is known which drivers sessions have. */
    public static WarmPool open(LivyConfig config, DriverLauncher launcher, InstantSource clock) throws IOException {
        return new WarmPool(config, launcher, clock);
    }

    /**
     * Takes up what an earlier server left in the same state folder.
     *
     * @param taken the drivers of sessions: one that is among them was claimed, also where this pool's journal does not
     *     say so
     */
    public void recover(Set<String> taken) throws IOException {
        store.recover(taken).forEach((name, entries) -> {
            PoolMember member = member(store.folder(name));
            entries.forEach(member::recover);
            boolean alike = entries.contains(new PoolEntry.Added(name, blueprint.fingerprint()));
            boolean kept = alike && add(member);
            log.info("warm driver {} {}", name, kept ? "is taken up" : "is not wanted any more and ends");
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
                pace.succeeded();
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

    // ---- filling it ----------------------------------------------------------------------------------------------

    /** Looks after the members once: ends the lost, and starts one that is missing when the time is good for it. */
    public void sweep(Slots slots, boolean busy) {
        members().stream().filter(PoolMember::isLost).forEach(this::lose);
        if (mayStart(busy)) {
            slots.offer(this::make).ifPresent(this::launch);
        }
    }

    private synchronized boolean mayStart(boolean busy) {
        return pace.allows(clock.millis(), !closed && members.size() < wanted, busy);
    }

    private void lose(PoolMember member) {
        if (remove(member)) {
            log.warn(
                    "warm driver {} ended or does not call; another one starts after a pause. Its last words: {}",
                    member.name(),
                    member.lastWords());
            failed(member);
        }
    }

    private void failed(PoolMember member) {
        synchronized (this) {
            pace.failed(clock.millis());
        }
        endLater(member);
    }

    private Optional<PoolMember> make() {
        DriverFolder folder = store.newFolder();
        store.append(new PoolEntry.Added(folder.name(), blueprint.fingerprint()));
        PoolMember member = member(folder);
        return add(member) ? Optional.of(member) : Optional.empty();
    }

    private void launch(PoolMember member) {
        synchronized (this) {
            pace.started();
        }
        try {
            DriverFolder folder = store.folder(member.name());
            folder.create();
            SessionSecret.generate().write(folder.secret());
            member.launch(blueprint.spec(folder));
            log.info("warm driver {} starts", member.name());
        } catch (IOException e) {
            log.warn("warm driver {} cannot be started; another one is tried after a pause", member.name(), e);
            if (remove(member)) {
                failed(member);
            }
        }
    }

    // ---- what it is for ------------------------------------------------------------------------------------------

    @Override
    public int wanted() {
        return wanted;
    }

    @Override
    public Optional<ClaimedDriver> claim() {
        for (PoolMember member : members()) {
            Optional<ClaimedDriver> driver = member.claim();
            // Whoever removes it has it: it may have been found lost in the same moment.
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
    public synchronized void missed() {
        cold++;
    }

    @Override
    public synchronized int held() {
        return members.size();
    }

    /** A member that is not ready yet goes first. */
    @Override
    public void giveUpOne() {
        members().stream()
                .min(Comparator.comparing(PoolMember::isReady))
                .filter(this::remove)
                .ifPresent(member -> {
                    log.info("warm driver {} gives its slot to a user's driver", member.name());
                    try {
                        member.kill();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    endLater(member);
                });
    }

    /** The pool at this moment. */
    public PoolStatus status() {
        List<PoolMember> now = members();
        int ready = (int) now.stream().filter(PoolMember::isReady).count();
        synchronized (this) {
            return new PoolStatus(wanted, ready, now.size() - ready, claimed, cold, pace.failures());
        }
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        return find(driver).map(member -> {
            try {
                return SessionSecret.read(store.folder(driver).secret());
            } catch (IOException e) {
                throw new UncheckedIOException("the secret of driver " + driver + " cannot be read", e);
            }
        });
    }

    @Override
    public Optional<DriverListener> peer(String driver) {
        return find(driver).map(member -> member);
    }

    private synchronized Optional<PoolMember> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    // ---- its end -------------------------------------------------------------------------------------------------

    private void endLater(PoolMember member) {
        enders.execute(() -> {
            try {
                member.end();
            } catch (IOException e) {
                log.error("warm driver {}: its files cannot be removed", member.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Ends all members, within a limit. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        members().stream().filter(this::remove).forEach(this::endLater);
        enders.shutdown();
        try {
            if (!enders.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                log.error("not all warm drivers ended within {} s", CLOSING.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets go of the state folder and leaves drivers as they are; another server may take them up. */
    public void release() throws IOException {
        enders.shutdownNow();
        store.close();
    }
}
