package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.driver.ResultReceiver;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;

/**
 * One session as clients see it: what it says, and the statements it takes. {@link SessionJournal} holds what happened to it,
 * {@link DriverChannel} its driver, {@link SessionTermination} its end. Thread-safe; the chronicle's monitor guards all.
 */
public final class InteractiveSession {
    private static final Logger log = LoggerFactory.getLogger(InteractiveSession.class);

    private final SessionJournal chronicle;
    private final DriverFolder folder;
    private final DriverChannel driver;
    private final SessionTermination ending;
    private final SessionJobs jobs;
    private final Uploads uploads;
    private final DriverLauncher launcher;

    InteractiveSession(SessionEntry.Created created, SessionContext parts) {
        this.chronicle = new SessionJournal(created, parts);
        this.folder = parts.folder();
        this.driver = new DriverChannel(chronicle, parts, this::driverLost);
        this.ending = new SessionTermination(
                chronicle, driver, parts.expiration(), parts.services().enders());
        this.jobs = new SessionJobs(chronicle, driver);
        this.uploads = new Uploads(folder.uploads());
        this.launcher = parts.launcher();
    }

    private void driverLost() {
        ending.driverLost();
    }

    // ---- its beginning -------------------------------------------------------------------------------------------

    /** Takes a warm driver in the place of one of its own. */
    void claim(ClaimedDriver claimed, Map<String, String> settings) {
        driver.claim(claimed, settings, SessionStart.warm(List.copyOf(settings.keySet())));
    }

    /** Writes down why {@link #launch} comes next. */
    void startsCold(SessionStart start) {
        chronicle.happen(new SessionEntry.StartsCold(start));
    }

    /** Takes its place in a shared driver; {@link #launch} comes next and enters it. */
    void shares(SharedDriverAllocator.Place place) {
        chronicle.happen(new SessionEntry.Shares(place.driver().name(), place.start()));
    }

    /** Starts the driver; a driver that cannot be started leaves a dead session that says why, as in Livy. */
    void launch(DriverSpec spec) {
        try {
            driver.launch(spec);
        } catch (IOException e) {
            log.warn("session {}: the driver cannot be started", id(), e);
            ending.end("The driver cannot be started: " + e.getMessage());
        }
    }

    /** Takes up what the journal tells of an earlier server's session; then the driver may call again. */
    void recover(List<SessionEntry> entries, long deadline) {
        synchronized (chronicle) {
            SessionHistory record = chronicle.record();
            entries.forEach(record::apply);
            // Whatever waited for the server's return had no chance to be active meanwhile.
            record.touch(chronicle.now());
            driver.recover();
            if (!ending.recover()) {
                record.recovering(deadline);
            }
        }
    }

    // ---- what clients see ----------------------------------------------------------------------------------------

    public int id() {
        return chronicle.id();
    }

    public @Nullable String owner() {
        return chronicle.created().owner();
    }

    /** Whether it runs SQL and nothing else. */
    public boolean isSqlOnly() {
        return chronicle.created().sqlOnly();
    }

    /** Whether others are in its driver too: then it runs SQL and nothing else, and counts as no driver. */
    public boolean sharesDriver() {
        return snapshot().start().driver() != null;
    }

    public SessionSpec spec() {
        return chronicle.created().spec();
    }

    /** The last lines that the driver printed and the server noted, as Livy shows them. */
    public List<String> logLines() {
        return chronicle.log().lines();
    }

    public SessionState state() {
        return chronicle.state();
    }

    public SessionSnapshot snapshot() {
        synchronized (chronicle) {
            SessionHistory record = chronicle.record();
            return new SessionSnapshot(
                    id(), owner(), spec(), record.state(), record.start(), record.applicationId(), record.uiUrl());
        }
    }

    public List<Statement> statements() {
        synchronized (chronicle) {
            return chronicle.record().statements().all();
        }
    }

    public Optional<Statement> statement(int statement) {
        synchronized (chronicle) {
            return chronicle.record().statements().find(statement);
        }
    }

    /** Completes when the statement is final, at once when it is not known. */
    public CompletableFuture<Void> whenFinal(int statement) {
        synchronized (chronicle) {
            return chronicle.record().statements().whenFinal(statement).copy();
        }
    }

    /** Completes when the session is no longer starting. */
    public CompletableFuture<Void> whenSettled() {
        return chronicle.whenSettled();
    }

    // ---- what clients do -----------------------------------------------------------------------------------------

    /** A request named the session. */
    public void heartbeat() {
        ending.heartbeat();
    }

    /** A client works with the session: it is not idle. */
    public void touch() {
        synchronized (chronicle) {
            chronicle.record().touch(chronicle.now());
        }
    }

    /**
     * Takes a statement.
     *
     * @throws SessionStateException when the session takes none now
     */
    public Statement post(SessionKind kind, String code) {
        synchronized (chronicle) {
            requireStatements();
            int statement = chronicle.record().statements().nextId();
            chronicle.happen(new SessionEntry.Posted(statement, kind, code, chronicle.now()));
            driver.tell(new ServerMessage.RunStatement(statement, kind, code));
            return chronicle.record().statements().find(statement).orElseThrow();
        }
    }

    /** Cancels a statement that is still open. */
    public void cancel(int statement) {
        synchronized (chronicle) {
            requireStatements();
            touch();
            boolean open = chronicle
                    .record()
                    .statements()
                    .find(statement)
                    .filter(s -> !s.isFinal())
                    .isPresent();
            if (open) {
                chronicle.happen(new SessionEntry.CancelAsked(statement, chronicle.now()));
                driver.tell(new ServerMessage.CancelStatement(statement));
            }
        }
    }

    /**
     * What the code could go on with at the cursor, also while a statement runs.
     *
     * @throws SessionStateException when the session takes no statements now
     */
    public CompletableFuture<List<String>> complete(SessionKind kind, String code, int cursor) {
        requireStatements();
        touch();
        // A session that is held to SQL must not start another language, not even to look at code.
        return chronicle.created().sqlOnly()
                ? CompletableFuture.completedFuture(List.of())
                : driver.ask(kind, code, cursor);
    }

    /** Its jobs of the programmatic API. */
    public SessionJobs jobs() {
        return jobs;
    }

    /**
     * Makes a jar or file known to all that runs in the session from now on.
     *
     * @param uri checked by the caller
     * @return completes when the driver has it, which needs Spark to be up
     * @throws SessionStateException when the session has ended
     */
    public CompletableFuture<Void> add(ResourceType type, String uri) {
        synchronized (chronicle) {
            if (!chronicle.state().isActive()) {
                throw new SessionStateException(chronicle.state());
            }
            return driver.add(type, uri);
        }
    }

    /**
     * Keeps a file that a client sent, then adds it likewise.
     *
     * @param name as the client gave it
     * @throws IllegalArgumentException when the name names no file
     */
    public CompletableFuture<Void> upload(ResourceType type, String name, InputStream content) throws IOException {
        if (!chronicle.state().isActive()) {
            throw new SessionStateException(chronicle.state());
        }
        return add(type, launcher.addressOf(uploads.keep(name, content)));
    }

    /**
     * Sends the whole result of a statement to the reader, as fast as that takes it.
     *
     * @throws SessionStateException when the session has no driver to send it
     * @throws RejectedException when too many results are on their way
     */
    public void sendResult(int statement, ResultReader reader) {
        requireStatements();
        driver.sendResult(statement, new ResultReceiver() {
            @Override
            public void lines(String lines) throws IOException {
                touch();
                reader.lines(lines);
            }

            @Override
            public void ended(@Nullable String failure) {
                reader.ended(failure);
            }
        });
    }

    private void requireStatements() {
        if (!chronicle.state().takesStatements()) {
            throw new SessionStateException(chronicle.state());
        }
    }

    /**
     * Begins the end, once; later calls join it.
     *
     * @param remove whether the traces are to go as well
     * @return completes when no process is left
     */
    public CompletableFuture<Void> shutDown(boolean remove) {
        ending.begin(remove);
        return ending.whenEnded();
    }

    // ---- what its manager needs ----------------------------------------------------------------------------------

    /** The name under which its driver calls. */
    String driverName() {
        return folder.name();
    }

    DriverFolder folder() {
        return folder;
    }

    /** Whether it uses the machine's cores: its driver starts, or runs statements. */
    boolean isBusy() {
        synchronized (chronicle) {
            return state() instanceof SessionState.Starting
                    || (state() instanceof SessionState.Ready ready && ready.openStatements() > 0);
        }
    }

    /** Who its driver talks to. */
    DriverListener peer() {
        return driver;
    }

    /** Looks after lost drivers and times that are over. */
    void check() {
        ending.check();
    }

    /** Completes when no process is left. */
    CompletableFuture<Void> whenEnded() {
        return ending.whenEnded();
    }

    boolean isRemoving() {
        synchronized (chronicle) {
            return chronicle.record().isRemoving();
        }
    }

    /** Removes every trace; the driver must be gone. */
    void erase() throws IOException {
        folder.delete();
        chronicle.delete();
    }

    /** Closes the journal and leaves the rest to another server. */
    void release() throws IOException {
        chronicle.close();
    }
}
