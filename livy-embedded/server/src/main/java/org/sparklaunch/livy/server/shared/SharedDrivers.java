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
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.driver.BackgroundTermination;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverProcess;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.server.supply.WarmMatch;
import org.sparklaunch.livy.settings.LivyConfig;

/**
 * All shared drivers. A driver with guests holds a user's slot. A driver without guests stays for a minute, so that the
 * next session starts in milliseconds, and ends at once when its slot is needed. Thread-safe: each driver locks itself,
 * and no method of one is called under another lock of this package.
 */
public final class SharedDrivers
        implements SharedDriverAllocator, DriverLauncher, DriverDirectory, Slots.Spare, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SharedDrivers.class);
    private static final Duration LINGER = Duration.ofSeconds(60);
    private static final Duration CLOSING = Duration.ofSeconds(20);

    private final SharedDriverSpecs specs;
    private final DriverLauncher launcher;
    private final InstantSource clock;
    private final SqlOnly rules;
    private final SharedStore store;
    private final Map<String, SharedDriver> drivers = new ConcurrentSkipListMap<>();
    private final BackgroundTermination terminations;

    private SharedDrivers(LivyConfig config, DriverLauncher launcher, InstantSource clock, SqlOnly rules)
            throws IOException {
        this.specs = new SharedDriverSpecs(config);
        this.launcher = launcher;
        this.clock = clock;
        this.rules = rules;
        this.store = SharedStore.open(config.stateDir());
        this.terminations = new BackgroundTermination("shared");
    }

    /** Restores what an earlier server left in the same state folder; {@link #keepOnly} follows. */
    public static SharedDrivers open(LivyConfig config, DriverLauncher launcher, InstantSource clock, SqlOnly rules)
            throws IOException {
        SharedDrivers shared = new SharedDrivers(config, launcher, clock, rules);
        shared.store.recover().values().forEach(shared::recover);
        return shared;
    }

    private void recover(List<SharedEntry> entries) {
        if (entries.get(0) instanceof SharedEntry.Added added) {
            SharedDriver driver = driver(added);
            driver.recover(entries);
            drivers.put(driver.name(), driver);
            log.info("shared driver {} was recovered with sessions {}", driver.name(), driver.guests());
        }
    }

    private SharedDriver driver(SharedEntry.Added made) {
        return new SharedDriver(made, store.folder(made.name()), launcher, store::append, clock);
    }

    // ---- allocations ----------------------------------------------------------------------------------------------

    @Override
    public boolean isShareable(SessionSpec spec, Map<String, String> wanted) {
        return specs.isShareable(spec, wanted);
    }

    @Override
    public Optional<Allocation> join(Guest guest) {
        return drivers.values().stream()
                .flatMap(driver -> join(driver, guest).stream())
                .findFirst();
    }

    private Optional<Allocation> join(SharedDriver driver, Guest guest) {
        SharedEntry.Added made = driver.made();
        WarmMatch match = WarmMatch.of(guest.spec(), guest.wanted(), made.settings());
        boolean alike = Objects.equals(made.owner(), guest.owner())
                && made.sqlOnly() == guest.sqlOnly()
                && made.installation().equals(specs.installation())
                && match.fits();
        if (!alike || !driver.join(guest.name(), match.settings(), specs.most())) {
            return Optional.empty();
        }
        int others = driver.guests().size() - 1;
        return Optional.of(new Allocation(
                driver.folder(),
                match.settings(),
                SessionStart.shared(
                        driver.name(),
                        driver.isReady(),
                        others,
                        List.copyOf(match.settings().keySet()))));
    }

    @Override
    public Allocation allocate(Guest guest, Supplier<Optional<ClaimedDriver>> warm) {
        Optional<ClaimedDriver> claimed = specs.isPlain(guest) ? warm.get() : Optional.empty();
        String name = claimed.map(ready -> ready.driver().folder().name()).orElseGet(store::newName);
        SharedDriver driver = driver(new SharedEntry.Added(
                name, guest.owner(), guest.sqlOnly(), specs.installation(), specs.common(guest.wanted())));
        store.append(driver.made());
        try {
            if (claimed.isPresent()) {
                driver.take(claimed.get());
            } else {
                driver.folder().createWithSecret();
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
    public void free(String guest) {
        hostOf(guest).ifPresent(driver -> driver.remove(guest));
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
            driver.guests().stream().filter(guest -> !guests.contains(guest)).forEach(driver::remove);
        }
    }

    // ---- launches of guests ----------------------------------------------------------------------------------------

    @Override
    public DriverLauncher launcher() {
        return this;
    }

    @Override
    public DriverProcess launch(DriverSpec guest) throws IOException {
        SharedDriver driver = hostOf(guest.session())
                .orElseThrow(() -> new IOException("the shared driver ended before the session began"));
        try {
            driver.launch(specs.spec(driver.made(), driver.folder()));
        } catch (IOException e) {
            driver.giveUp();
            driver.remove(guest.session());
            throw e;
        }
        return driver.enter(guest.session());
    }

    @Override
    public DriverProcess find(DriverIdentity identity, DriverFolder folder) {
        if (!(identity instanceof DriverIdentity.OfGuest guest)) {
            throw new IllegalArgumentException(identity + " does not name a session in a shared driver");
        }
        Optional<DriverProcess> found =
                Optional.ofNullable(drivers.get(guest.host())).flatMap(driver -> driver.guest(guest.guest()));
        return found.orElseGet(() -> new MissingGuest(guest));
    }

    @Override
    public Optional<DriverProcess> adopt(long pid, DriverFolder folder) {
        return hostOf(folder.name()).flatMap(driver -> driver.guest(folder.name()));
    }

    // ---- numbers --------------------------------------------------------------------------------------------------

    /** Returns how many hold a user's slot. */
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
            log.info("shared driver {} ends: it has no session and its slot is needed", driver.name());
            try {
                driver.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            endLater(driver);
        });
    }

    /** Removes a driver without guests and returns whether it did. */
    private boolean retire(SharedDriver driver) {
        return driver.retire() && drivers.remove(driver.name(), driver);
    }

    /**
     * Checks all drivers once. Lost ones end when their sessions have ended. Ones without sessions end after a minute, or at once
     * when the policy no longer permits the code that they may run.
     */
    public void sweep() {
        for (SharedDriver driver : drivers.values()) {
            boolean lost = driver.isLost();
            if (lost && driver.giveUp()) {
                log.warn("shared driver {} is lost, and with it sessions {}", driver.name(), driver.guests());
            }
            if ((lost || isRevoked(driver) || driver.emptyFor() >= LINGER.toMillis()) && retire(driver)) {
                log.info("shared driver {} ends", driver.name());
                endLater(driver);
            }
        }
    }

    private boolean isRevoked(SharedDriver driver) {
        return !driver.made().sqlOnly() && !rules.mayRunCode(driver.made().owner());
    }

    /** Returns the state of all drivers. */
    public List<SharedStatus> status() {
        return drivers.values().stream()
                .map(driver -> new SharedStatus(
                        driver.name(), driver.made().owner(), driver.isReady(), driver.guests(), specs.most()))
                .toList();
    }

    /** Returns the names of all drivers, which are no longer warm ones. */
    public Set<String> names() {
        return Set.copyOf(drivers.keySet());
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        return Optional.ofNullable(drivers.get(driver))
                .map(shared -> shared.folder().readSecret());
    }

    @Override
    public Optional<DriverListener> peer(String driver) {
        return Optional.ofNullable(drivers.get(driver));
    }

    // ---- end ------------------------------------------------------------------------------------------------------

    private void endLater(SharedDriver driver) {
        terminations.begin(driver.name(), driver::end);
    }

    /** Ends all, within a limit. */
    @Override
    public void close() {
        drivers.values().forEach(this::endLater);
        terminations.close(CLOSING);
    }

    /** Releases the state folder and leaves drivers to the next server. */
    public void release() throws IOException {
        terminations.release();
        store.close();
    }
}
