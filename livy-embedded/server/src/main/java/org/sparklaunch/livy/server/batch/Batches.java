package org.sparklaunch.livy.server.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.server.driver.process.ApplicationLauncher;
import org.sparklaunch.livy.server.driver.process.ApplicationSpec;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.journal.IdCounter;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.request.Oversight;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.request.RightsWatch;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.livy.server.request.Slots;
import org.sparklaunch.livy.server.request.SparkSettings;
import org.sparklaunch.livy.settings.LivyConfig;
import org.sparklaunch.platform.process.DaemonThreads;

/** All batches. A refused batch leaves only its used id, while Livy lists it for good. Thread-safe. */
public final class Batches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Batches.class);
    private static final long CLOSING_SECONDS = 30;

    private final LivyConfig config;
    private final InstantSource clock;
    private final Slots slots;
    private final BatchStore store;
    private final IdCounter counter;
    private final ApplicationLauncher launcher;
    private final SparkSettings settings;
    private final SessionFiles files;
    private final Oversight oversight;
    private final ConcurrentSkipListMap<Integer, Batch> batches = new ConcurrentSkipListMap<>();
    private final ExecutorService enders = Executors.newCachedThreadPool(DaemonThreads.numbered("batch-end"));

    private Batches(
            LivyConfig config, ApplicationLauncher launcher, InstantSource clock, Slots slots, Oversight oversight)
            throws IOException {
        this.config = config;
        this.clock = clock;
        this.slots = slots;
        this.store = new BatchStore(config.stateDir());
        this.counter = IdCounter.open(store.counter());
        this.launcher = launcher;
        this.settings = new SparkSettings(config.driver());
        this.files = new SessionFiles(config.driver().allowedFileRoots());
        this.oversight = oversight;
        slots.count(
                () -> (int) batches.values().stream().filter(Batches::holdsSlot).count());
    }

    /** Restores what an earlier server left in the same state folder. */
    public static Batches open(
            LivyConfig config, ApplicationLauncher launcher, InstantSource clock, Slots slots, Oversight oversight)
            throws IOException {
        Batches all = new Batches(config, launcher, clock, slots, oversight);
        all.recover();
        return all;
    }

    private void recover() throws IOException {
        for (int id : store.ids()) {
            JournalFile.Opened<BatchEntry> opened = store.journal(id);
            List<BatchEntry> entries = opened.entries();
            if (entries.isEmpty() || !(entries.get(0) instanceof BatchEntry.Created created)) {
                // The earlier server died before it had answered the request.
                opened.journal().delete();
                store.folder(id).delete();
                continue;
            }
            Batch batch = new Batch(created, parts(created, opened.journal()));
            batches.put(id, batch);
            batch.recover(entries);
            log.info("batch {} was recovered in state {}", id, batch.state().wireName());
        }
    }

    /**
     * Creates a batch and starts its process.
     *
     * @throws RejectedException when the request is refused, with Livy's message if it has one
     */
    public Batch create(BatchSpec spec, @Nullable String owner) {
        int id = nextId();
        Batch batch = slots.take(() -> reserve(id, spec, owner));
        batch.launch(new ApplicationSpec(
                store.folder(id),
                settings.cores(spec.asSession()),
                settings.memory(spec.asSession()),
                settings.forBatch(spec.asSession()),
                spec.file(),
                spec.className(),
                spec.args(),
                spec.proxyUser()));
        return batch;
    }

    private synchronized int nextId() {
        return counter.next();
    }

    private Batch reserve(int id, BatchSpec spec, @Nullable String owner) {
        if (spec.file().isBlank()) {
            throw RejectedException.because("requirement failed: File is required.");
        }
        checkName(id, spec.name());
        settings.check(spec.asSession());
        files.check(spec.allFiles(), spec.conf());
        try {
            store.folder(id).create();
            JournalFile.Opened<BatchEntry> opened = store.journal(id);
            BatchEntry.Created created = new BatchEntry.Created(id, owner, spec, clock.millis());
            opened.journal().append(created);
            Batch batch = new Batch(created, parts(created, opened.journal()));
            batches.put(id, batch);
            return batch;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the folder of batch " + id, e);
        }
    }

    private void checkName(int id, @Nullable String name) {
        if (name == null) {
            return;
        }
        if (name.isBlank() || name.matches("\\d+")) {
            throw RejectedException.because("Invalid session name: " + name);
        }
        if (find(name).isPresent()) {
            throw RejectedException.nameTaken(name, id);
        }
    }

    private BatchContext parts(BatchEntry.Created created, JournalFile<BatchEntry> journal) {
        DriverFolder folder = store.folder(created.id());
        RightsWatch rights =
                oversight.sqlOnly().watch(created.owner(), false, created.spec().asSession(), clock);
        String host = config.driver().endpoint().host();
        return new BatchContext(
                journal,
                folder,
                launcher,
                new ApplicationLogScanner(folder.stdout(), host),
                enders,
                new BatchContext.Supervision(rights, oversight.audit()),
                clock);
    }

    private static boolean holdsSlot(Batch batch) {
        return !(batch.state() instanceof BatchState.Ended);
    }

    public Optional<Batch> find(int id) {
        return Optional.ofNullable(batches.get(id));
    }

    public Optional<Batch> find(String name) {
        return batches.values().stream()
                .filter(batch -> name.equals(batch.name()))
                .findFirst();
    }

    /** Returns all batches in the order of their creation. */
    public List<Batch> all() {
        return List.copyOf(batches.values());
    }

    /** Ends a batch and removes its files; completes when neither a process nor a file is left. */
    public CompletableFuture<Void> delete(Batch batch) {
        return batch.kill().thenRun(() -> remove(batch));
    }

    /** Checks all batches once: their processes, and which ended ones have been kept long enough. */
    public void sweep() {
        for (Batch batch : batches.values()) {
            try {
                batch.check();
            } catch (IOException e) {
                log.error("batch {}: cannot read its folder", batch.id(), e);
            }
            long retain = config.session().stateRetain().toMillis();
            if (batch.state() instanceof BatchState.Ended ended
                    && (batch.isRemoving() || clock.millis() - ended.at() >= retain)) {
                remove(batch);
            }
        }
    }

    private void remove(Batch batch) {
        if (batches.remove(batch.id(), batch)) {
            try {
                batch.erase();
            } catch (IOException e) {
                log.error("batch {}: cannot remove its files", batch.id(), e);
            }
        }
    }

    /** Ends all batches, within a limit. */
    @Override
    public void close() {
        CompletableFuture<?>[] endings = all().stream().map(this::delete).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(endings).get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.error("not all batches ended within {} s", CLOSING_SECONDS, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Releases the state folder and leaves processes and journals to the next server. */
    public void release() throws IOException {
        enders.shutdownNow();
        counter.close();
        batches.values().forEach(Batch::release);
    }
}
