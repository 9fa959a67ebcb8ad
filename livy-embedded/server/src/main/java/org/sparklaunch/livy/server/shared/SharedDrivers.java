package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverIdentity;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.driver.GuestIdentity;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.server.supply.WarmMatch;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * All shared drivers. One with guests holds a user's slot. One without stays a minute for the next session, which it has in
 * milliseconds, and gives way at once to whoever needs its slot. Thread-safe: each driver locks itself, and nothing is
 * asked of one under another lock of this package.
 */
public final class SharedDrivers
        implements SharedDriverAllocator, DriverLauncher, DriverDirectory, Slots.Spare, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedDrivers.class);
    private static final Duration LINGER = Duration.ofSeconds(60);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final SharedDriverSpecs blueprint;
    private final DriverLauncher launcher;
    private final InstantSource clock;
    private final SharedStore store;
    private final Map<String, SharedDriver> drivers = new ConcurrentSkipListMap<>();
    private final ExecutorService enders;

    private SharedDrivers(LivyConfig config, DriverLauncher launcher, InstantSource clock) throws IOException {
        this.blueprint = new SharedDriverSpecs(config);
        this.launcher = launcher;
        this.clock = clock;
        this.store = SharedStore.open(config.stateDir());
        this.enders = Executors.newCachedThreadPool(DaemonThreads.numbered("shared-end"));
    }

    /** Takes up what an earlier server left in the same state folder; {@link #keepOnly} comes next. */
    public static SharedDrivers open(LivyConfig config, DriverLauncher launcher, InstantSource clock)
            throws IOException {
        SharedDrivers shared = new SharedDrivers(config, launcher, clock);
        shared.store.recover().values().forEach(shared::recover);
        return shared;
    }

    private void recover(List<SharedEntry> entries) {
        if (entries.get(0) instanceof SharedEntry.Added added) {
            SharedDriver driver = driver(added);
            driver.recover(entries);
            drivers.put(driver.name(), driver);
            log.info("shared driver {} is taken up with sessions {}", driver.name(), driver.guests());
        }
    }

    private SharedDriver driver(SharedEntry.Added made) {
        return new SharedDriver(made, store.folder(made.name()), launcher, store::append, clock);
    }

    // ---- places --------------------------------------------------------------------------------------------------

    @Override
    public boolean serves(SessionSpec spec, Map<String, String> wanted) {
        return blueprint.serves(spec, wanted);
    }

    @Override
    public Optional<Place> join(Guest guest) {
        return drivers.values().stream()
                .flatMap(driver -> join(driver, guest).stream())
                .findFirst();
    }

    private Optional<Place> join(SharedDriver driver, Guest guest) {
        SharedEntry.Added made = driver.made();
        WarmMatch match = WarmMatch.of(guest.spec(), guest.wanted(), made.settings());
        boolean alike = Objects.equals(made.owner(), guest.owner())
                && made.sqlOnly() == guest.sqlOnly()
                && made.installation().equals(blueprint.installation())
                && match.fits();
        if (!alike || !driver.join(guest.name(), match.settings(), blueprint.most())) {
            return Optional.empty();
        }
        int others = driver.guests().size() - 1;
        return Optional.of(new Place(
                driver.folder(),
                match.settings(),
                SessionStart.shared(
                        driver.name(),
                        driver.isReady(),
                        others,
                        List.copyOf(match.settings().keySet()))));
    }

    @Override
    public Place found(Guest guest, Supplier<Optional<ClaimedDriver>> warm) {
        Optional<ClaimedDriver> claimed = blueprint.isPlain(guest) ? warm.get() : Optional.empty();
        String name = claimed.map(driver -> driver.folder().name()).orElseGet(store::newName);
        SharedDriver driver = driver(new SharedEntry.Added(
                name, guest.owner(), guest.sqlOnly(), blueprint.installation(), blueprint.common(guest.wanted())));
        store.append(driver.made());
        try {
            if (claimed.isPresent()) {
                driver.take(claimed.get());
            } else {
                driver.folder().create();
                SessionSecret.generate().write(driver.folder().secret());
            }
        } catch (IOException e) {
            endLater(driver);
            throw new UncheckedIOException("cannot write the folder of shared driver " + name, e);
        }
        drivers.put(name, driver);
        return join(driver, guest)
                .orElseThrow(
                        () -> new IllegalStateException("shared driver " + name + " does not fit its first session"));
    }

    @Override
    public void leave(String guest) {
        hostOf(guest).ifPresent(driver -> driver.leave(guest));
    }

    @Override
    public Optional<DriverFolder> driverOf(String guest) {
        return hostOf(guest).map(SharedDriver::folder);
    }

    private Optional<SharedDriver> hostOf(String guest) {
        return drivers.values().stream()
                .filter(driver -> driver.guest(guest).isPresent())
                .findFirst();
    }

    @Override
    public void keepOnly(Set<String> guests) {
        for (SharedDriver driver : drivers.values()) {
            driver.guests().stream().filter(guest -> !guests.contains(guest)).forEach(driver::leave);
        }
    }

    // ---- a session's launch is its way into the driver -----------------------------------------------------------

    @Override
    public DriverLauncher launcher() {
        return this;
    }

    @Override
    public DriverProcess launch(DriverSpec guest) throws IOException {
        SharedDriver driver = hostOf(guest.session())
                .orElseThrow(() -> new IOException("the shared driver ended before the session began"));
        try {
            driver.launch(blueprint.spec(driver.made(), driver.folder()));
        } catch (IOException e) {
            driver.giveUp();
            driver.leave(guest.session());
            throw e;
        }
        return driver.enter(guest.session());
    }

    @Override
    public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
        if (!(identity instanceof GuestIdentity guest)) {
            throw new IllegalArgumentException(identity + " is no place in a shared driver");
        }
        Optional<DriverProcess> found =
                Optional.ofNullable(drivers.get(guest.host())).flatMap(driver -> driver.guest(guest.guest()));
        return found.orElseGet(() -> new MissingGuest(guest));
    }

    @Override
    public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
        return hostOf(folder.name()).flatMap(driver -> driver.guest(folder.name()));
    }

    // ---- how many there are --------------------------------------------------------------------------------------

    /** How many hold a user's slot. */
    public int used() {
        return (int)
                drivers.values().stream().filter(d -> !d.guests().isEmpty()).count();
    }

    @Override
    public int held() {
        return drivers.size() - used();
    }

    @Override
    public void giveUpOne() {
        drivers.values().stream().filter(this::retire).findFirst().ifPresent(driver -> {
            log.info("shared driver {}, which has no session, gives its slot to another", driver.name());
            try {
                driver.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            endLater(driver);
        });
    }

    /** Takes it out of what there is if no session has a place in it. */
    private boolean retire(SharedDriver driver) {
        return driver.retire() && drivers.remove(driver.name(), driver);
    }

    /** Looks after all once: those that were lost end when their sessions have, those without sessions after a while. */
    public void sweep() {
        for (SharedDriver driver : drivers.values()) {
            boolean lost = driver.isLost();
            if (lost && driver.giveUp()) {
                log.warn("shared driver {} is gone, and with it sessions {}", driver.name(), driver.guests());
            }
            if ((lost || driver.emptyFor() >= LINGER.toMillis()) && retire(driver)) {
                log.info("shared driver {} ends", driver.name());
                endLater(driver);
            }
        }
    }

    /** All at this moment. */
    public List<SharedStatus> status() {
        return drivers.values().stream()
                .map(driver -> new SharedStatus(
                        driver.name(), driver.made().owner(), driver.isReady(), driver.guests(), blueprint.most()))
                .toList();
    }

    /** The names of all: a warm driver that is among them is none any more. */
    public Set<String> names() {
        return Set.copyOf(drivers.keySet());
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        return Optional.ofNullable(drivers.get(driver)).map(shared -> {
            try {
                return SessionSecret.read(shared.folder().secret());
            } catch (IOException e) {
                throw new UncheckedIOException("the secret of driver " + driver + " cannot be read", e);
            }
        });
    }

    @Override
    public Optional<DriverListener> peer(String driver) {
        return Optional.ofNullable(drivers.get(driver));
    }

    // ---- its end -------------------------------------------------------------------------------------------------

    private void endLater(SharedDriver driver) {
        enders.execute(() -> {
            try {
                driver.end();
            } catch (IOException e) {
                log.error("shared driver {}: its files cannot be removed", driver.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Ends all, within a limit. */
    @Override
    public void close() {
        drivers.values().forEach(this::endLater);
        enders.shutdown();
        try {
            if (!enders.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                log.error("not all shared drivers ended within {} s", CLOSING.toSeconds());
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
