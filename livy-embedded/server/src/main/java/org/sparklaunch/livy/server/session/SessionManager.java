package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.driver.DriverDirectory;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.journal.IdCounter;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.request.Oversight;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.request.SparkSettings;
import org.sparklaunch.livy.server.supply.DriverSupply;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.process.DaemonThreads;

/**
 * All sessions. A session takes its slot, id and name in one step before its driver starts, so that no burst of
 * requests exceeds the limit. The slot is free again when no process of the session is left. Thread-safe.
 */
public final class SessionManager implements DriverDirectory, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SessionManager.class);

    private static final Duration CLOSING = Duration.ofSeconds(30);

    private final LivyConfig config;
    private final InstantSource clock;
    private final Slots slots;
    private final SharedDriverAllocator allocator;
    private final SessionStore store;
    private final IdCounter counter;
    private final SessionFiles files;
    private final SessionFactory factory;
    private final ConcurrentSkipListMap<Integer, InteractiveSession> sessions = new ConcurrentSkipListMap<>();
    private final ExecutorService terminations;

    private SessionManager(
            LivyConfig config, DriverSupply drivers, InstantSource clock, Slots slots, Oversight oversight)
            throws IOException {
        this.config = config;
        this.clock = clock;
        this.slots = slots;
        this.allocator = drivers.shared();
        slots.count(() -> (int)
                sessions.values().stream().filter(SessionManager::holdsSlot).count());
        this.store = new SessionStore(config.stateDir());
        this.counter = IdCounter.open(store.counter());
        this.terminations = Executors.newCachedThreadPool(DaemonThreads.numbered("session-end"));
        this.files = new SessionFiles(config.driver().allowedFileRoots());
        this.factory = new SessionFactory(
                new SparkSettings(config.driver()),
                new SessionFactory.SessionRules(
                        oversight.sqlOnly(), files, config.session().timeout()),
                store,
                drivers,
                new SessionServices(terminations, oversight, clock));
    }

    /** Restores what an earlier server left in the same state folder; its drivers may connect afterwards. */
    public static SessionManager open(
            LivyConfig config, DriverSupply drivers, InstantSource clock, Slots slots, Oversight oversight)
            throws IOException {
        SessionManager manager = new SessionManager(config, drivers, clock, slots, oversight);
        manager.recover();
        return manager;
    }

    private void recover() throws IOException {
        for (int id : store.ids()) {
            JournalFile.Opened<SessionEntry> opened = store.journal(id);
            List<SessionEntry> entries = opened.entries();
            if (entries.isEmpty() || !(entries.get(0) instanceof SessionEntry.Created created)) {
                // The earlier server died before it had answered the request.
                opened.journal().delete();
                store.own(id).delete();
                continue;
            }
            InteractiveSession session = factory.recover(created, opened);
            sessions.put(id, session);
            session.recover(entries);
            log.info("session {} was recovered in state {}", id, session.state().wireName());
        }
        allocator.keepOnly(sessions.values().stream()
                .filter(SessionManager::isAlive)
                .map(InteractiveSession::driverName)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /**
     * Creates a session in a shared driver or with a warm one if one is suitable, otherwise with its own driver, which
     * starts now.
     *
     * @throws RejectedException when the request is refused; its id is used, as in Livy
     */
    public InteractiveSession create(SessionSpec spec, Caller caller) {
        Reserved reserved = reserve(spec, caller);
        InteractiveSession session = reserved.session();
        if (session.sharesDriver() || !session.snapshot().start().warm()) {
            session.launch(factory.driver(session, reserved.request()));
        }
        return session;
    }

    private record Reserved(InteractiveSession session, SessionRequest request) {}

    private synchronized Reserved reserve(SessionSpec spec, Caller caller) {
        int id = counter.next();
        checkName(id, spec.name());
        SessionRequest request = factory.check(id, spec, caller, clock.millis());
        InteractiveSession session =
                factory.join(request).map(this::put).orElseGet(() -> slots.take(() -> put(factory.make(request))));
        return new Reserved(session, request);
    }

    private InteractiveSession put(InteractiveSession session) {
        sessions.put(session.id(), session);
        return session;
    }

    /** Returns the rule for local files. */
    public SessionFiles files() {
        return files;
    }

    private void checkName(int id, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (name.isBlank() || name.matches("\\d+")) {
            throw RejectedException.because("Invalid session name: " + name);
        }
        if (sessions.values().stream().anyMatch(s -> name.equals(s.spec().name()))) {
            throw RejectedException.nameTaken(name, id);
        }
    }

    private static boolean isAlive(InteractiveSession session) {
        return !(session.state() instanceof SessionState.Dead);
    }

    /** Returns whether it takes a slot: a session in a shared driver has none. */
    private static boolean holdsSlot(InteractiveSession session) {
        return isAlive(session) && !session.sharesDriver();
    }

    public Optional<InteractiveSession> find(int id) {
        return Optional.ofNullable(sessions.get(id));
    }

    public Optional<InteractiveSession> find(String name) {
        return sessions.values().stream()
                .filter(s -> name.equals(s.spec().name()))
                .findFirst();
    }

    /** Returns all sessions in the order of their creation. */
    public List<InteractiveSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Returns the names of the drivers of all sessions, claimed ones included. */
    public Set<String> drivers() {
        return sessions.values().stream().map(InteractiveSession::driverName).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether a session uses cores: its driver starts or runs statements. */
    public boolean isBusy() {
        return sessions.values().stream().anyMatch(InteractiveSession::isBusy);
    }

    /** Ends a session and removes its files; completes when neither a process nor a file is left. */
    public CompletableFuture<Void> delete(InteractiveSession session) {
        return session.shutDown(true).thenRun(() -> remove(session));
    }

    /** Checks all sessions once: lost drivers, expired times, and ended sessions that have been kept long enough. */
    public void sweep() {
        for (InteractiveSession session : sessions.values()) {
            session.check();
            boolean over = session.state() instanceof SessionState.Dead dead
                    && (session.isRemoving()
                            || clock.millis() - dead.at()
                                    >= config.session().stateRetain().toMillis());
            if (over && session.whenEnded().isDone()) {
                remove(session);
            }
        }
    }

    private void remove(InteractiveSession session) {
        if (sessions.remove(session.id(), session)) {
            try {
                session.erase();
            } catch (IOException e) {
                log.error("session {}: cannot remove its files", session.id(), e);
            }
        }
    }

    @Override
    public Optional<SessionSecret> secret(String driver) {
        return withDriver(driver).map(session -> session.folder().readSecret());
    }

    @Override
    public Optional<DriverListener> peer(String driver) {
        return withDriver(driver).map(InteractiveSession::peer);
    }

    private Optional<InteractiveSession> withDriver(String name) {
        return sessions.values().stream()
                .filter(session -> name.equals(session.driverName()) && isAlive(session))
                .findFirst();
    }

    /** Ends all sessions, within a limit. */
    @Override
    public void close() throws IOException {
        List<CompletableFuture<Void>> endings = new ArrayList<>();
        all().forEach(session -> endings.add(delete(session)));
        try {
            CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new))
                    .get(CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            log.error("not all sessions ended within {} s", CLOSING.toSeconds(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases the state folder and leaves drivers and journals to the next server. */
    public void release() throws IOException {
        terminations.shutdownNow();
        counter.close();
        for (InteractiveSession session : sessions.values()) {
            session.release();
        }
    }
}
