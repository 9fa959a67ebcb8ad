package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.ResourceType;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;

/**
 * One session as clients see it: its state, its {@link SessionStatements} and {@link SessionJobs}. {@link SessionJournal} keeps what
 * happened to it, {@link DriverChannel} its driver, {@link SessionTermination} its end. Thread-safe; the journal's
 * monitor guards all fields.
 */
public final class InteractiveSession {
    private static final Logger log = LoggerFactory.getLogger(InteractiveSession.class);

    private final SessionJournal journal;
    private final DriverFolder folder;
    private final DriverChannel channel;
    private final SessionTermination ending;
    private final SessionStatements statements;
    private final SessionJobs jobs;
    private final Uploads uploads;
    private final DriverLauncher launcher;

    InteractiveSession(SessionEntry.Created created, SessionContext context) {
        this.journal = new SessionJournal(created, context);
        this.folder = context.folder();
        this.channel = new DriverChannel(journal, context, this::driverExited);
        this.ending = new SessionTermination(
                journal,
                channel,
                context.expiration(),
                context.services().watch(created),
                context.services().terminations());
        this.statements = new SessionStatements(journal, channel);
        this.jobs = new SessionJobs(journal, channel);
        this.uploads = new Uploads(folder.uploads());
        this.launcher = context.launcher();
    }

    private void driverExited() {
        ending.endExited();
    }

    // ---- start ----------------------------------------------------------------------------------------------------

    /** Takes a warm driver instead of launching one. */
    void claim(ClaimedDriver claimed, Map<String, String> settings) {
        channel.claim(claimed, settings, SessionStart.warm(List.copyOf(settings.keySet())));
    }

    /** Records why the session starts cold; {@link #launch} follows. */
    void recordCold(SessionStart start) {
        journal.append(new SessionEntry.StartsCold(start));
    }

    /** Records the shared driver; {@link #launch} follows and enters it. */
    void recordShared(SharedDriverAllocator.Allocation allocation) {
        journal.append(new SessionEntry.Shares(allocation.driver().name(), allocation.start()));
    }

    /** Starts the driver. If it cannot be started, the session is dead and its log has the reason, as in Livy. */
    void launch(DriverSpec spec) {
        try {
            channel.driver().launch(spec);
        } catch (IOException e) {
            log.warn("session {}: cannot start the driver", id(), e);
            ending.end("The driver cannot be started: " + e.getMessage());
        }
    }

    /** Restores the session of an earlier server from its journal; its driver may connect afterwards. */
    void recover(List<SessionEntry> entries) {
        synchronized (journal) {
            SessionHistory history = journal.history();
            entries.forEach(history::apply);
            // A client could not use the session while no server ran.
            history.touch(journal.now());
            channel.recover();
            if (!ending.recover()) {
                history.awaitDriver();
            }
        }
    }

    // ---- what clients see ----------------------------------------------------------------------------------------

    public int id() {
        return journal.id();
    }

    public @Nullable String owner() {
        return journal.created().owner();
    }

    /** Returns the time of its creation in epoch milliseconds. */
    public long createdAt() {
        return journal.created().at();
    }

    /** Returns whether the session runs SQL only. */
    public boolean isSqlOnly() {
        return journal.created().sqlOnly();
    }

    /** Returns whether it shares its driver. Then it runs SQL only and does not count as a driver. */
    public boolean sharesDriver() {
        return snapshot().start().driver() != null;
    }

    public SessionSpec spec() {
        return journal.created().spec();
    }

    /** Returns the last lines that the driver printed and the server added, as Livy shows them. */
    public List<String> logLines() {
        return journal.log().lines();
    }

    public SessionState state() {
        return journal.state();
    }

    public SessionSnapshot snapshot() {
        synchronized (journal) {
            SessionHistory history = journal.history();
            return new SessionSnapshot(
                    id(),
                    owner(),
                    spec(),
                    history.state(),
                    history.start(),
                    history.applicationId(),
                    history.uiUrl(),
                    history.updatedAt());
        }
    }

    /** Returns a future that completes when the session is no longer starting. */
    public CompletableFuture<Void> whenSettled() {
        return journal.whenSettled();
    }

    // ---- what clients do -----------------------------------------------------------------------------------------

    /** Notes that a request named the session. */
    public void heartbeat() {
        ending.heartbeat();
    }

    /** Notes that a client uses the session, which is then not idle. */
    public void touch() {
        journal.touch();
    }

    /** Returns the statements. */
    public SessionStatements statements() {
        return statements;
    }

    /** Returns the jobs of the programmatic API. */
    public SessionJobs jobs() {
        return jobs;
    }

    /**
     * Adds a jar or file for all that runs in the session from now on.
     *
     * @param uri checked by the caller
     * @return completes when the driver has it, which needs Spark to be up
     * @throws SessionStateException when the session has ended
     */
    public CompletableFuture<Void> add(ResourceType type, String uri) {
        synchronized (journal) {
            if (!journal.state().isActive()) {
                throw new SessionStateException(journal.state());
            }
            return channel.addResource(type, uri);
        }
    }

    /**
     * Stores a file that a client sent, then adds it.
     *
     * @param name as the client gave it
     * @throws IllegalArgumentException when the name names no file
     */
    public CompletableFuture<Void> upload(ResourceType type, String name, InputStream content) throws IOException {
        if (!journal.state().isActive()) {
            throw new SessionStateException(journal.state());
        }
        return add(type, launcher.addressOf(uploads.keep(name, content)));
    }

    /**
     * Begins the end, once; later calls join it.
     *
     * @param remove whether the files are removed as well
     * @return completes when no process is left
     */
    public CompletableFuture<Void> shutDown(boolean remove) {
        ending.begin(remove);
        return ending.whenEnded();
    }

    // ---- for the manager -------------------------------------------------------------------------------------------

    /** Returns the name under which its driver connects. */
    String driverName() {
        return folder.name();
    }

    DriverFolder folder() {
        return folder;
    }

    /** Returns whether it uses cores: its driver starts or runs statements. */
    boolean isBusy() {
        synchronized (journal) {
            return state() instanceof SessionState.Starting
                    || (state() instanceof SessionState.Ready ready && ready.openStatements() > 0);
        }
    }

    /** Returns the listener of its driver. */
    DriverListener peer() {
        return channel;
    }

    /** Ends the session if its driver is lost or its time is over. */
    void check() {
        ending.check();
    }

    /** Returns a future that completes when no process is left. */
    CompletableFuture<Void> whenEnded() {
        return ending.whenEnded();
    }

    boolean isRemoving() {
        synchronized (journal) {
            return journal.history().isRemoving();
        }
    }

    /** Removes all files of the session; the driver must be gone. */
    void erase() throws IOException {
        folder.delete();
        journal.delete();
    }

    /** Closes the journal and leaves the rest to the next server. */
    void release() throws IOException {
        journal.close();
    }
}
