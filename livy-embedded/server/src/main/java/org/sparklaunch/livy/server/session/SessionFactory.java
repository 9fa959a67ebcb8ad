package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.journal.JournalFile;
import org.sparklaunch.livy.server.request.RejectedException;
import org.sparklaunch.livy.server.request.SessionFiles;
import org.sparklaunch.livy.server.request.SessionSpec;
import org.sparklaunch.livy.server.request.SparkSettings;
import org.sparklaunch.livy.server.request.SqlOnly;
import org.sparklaunch.livy.server.supply.ClaimedDriver;
import org.sparklaunch.livy.server.supply.DriverSupply;
import org.sparklaunch.livy.server.supply.SessionStart;
import org.sparklaunch.livy.server.supply.SharedDriverAllocator;
import org.sparklaunch.livy.server.supply.WarmMatch;

/**
 * Creates sessions: checks the request, finds the driver (a shared one, a warm one, or an own one), and journals both
 * before anything starts.
 */
final class SessionFactory {
    private final SparkSettings settings;
    private final SessionRules rules;
    private final SessionStore store;
    private final DriverSupply drivers;
    private final SessionServices services;

    /** The folder of a session and that of its driver, which is the same one unless the session shares its driver. */
    private record Folders(DriverFolder own, DriverFolder driver, boolean shared) {}

    /** The rules for requests. */
    record SessionRules(SqlOnly sqlOnly, SessionFiles files, Duration timeout) {}

    SessionFactory(
            SparkSettings settings,
            SessionRules rules,
            SessionStore store,
            DriverSupply drivers,
            SessionServices services) {
        this.settings = settings;
        this.rules = rules;
        this.store = store;
        this.drivers = drivers;
        this.services = services;
    }

    /**
     * Checks a request before anything is created for it.
     *
     * @throws RejectedException when it is refused
     */
    SessionRequest check(int id, SessionSpec spec, Caller caller, long now) {
        Caller acting = caller.actingFor(spec.proxyUser());
        boolean held = rules.sqlOnly().isSqlOnly(acting);
        if (held) {
            rules.sqlOnly().check(spec, acting);
        }
        settings.check(spec);
        rules.files().check(spec.files(), spec.conf());
        Expiration.of(spec.lifetime(), rules.timeout());
        Map<String, String> wanted = settings.settings(id, spec);
        WarmMatch match = WarmMatch.of(spec, wanted, settings.settings(id, SessionSpec.PLAIN));
        return new SessionRequest(new SessionEntry.Created(id, caller.user(), held, spec, now), wanted, match);
    }

    /** Creates a session in an existing shared driver, without a slot. */
    Optional<InteractiveSession> join(SessionRequest request) {
        return isShared(request)
                ? drivers.shared().join(request.guest()).map(allocation -> guest(request, allocation))
                : Optional.empty();
    }

    private boolean isShared(SessionRequest request) {
        return drivers.shared().isShareable(request.created().spec(), request.settings());
    }

    /** Creates a session whose driver takes a slot. */
    InteractiveSession make(SessionRequest request) {
        if (isShared(request)) {
            return guest(request, drivers.shared().allocate(request.guest(), drivers.warm()::claim));
        }
        Optional<ClaimedDriver> claimed =
                request.match().fits() ? drivers.warm().claim() : Optional.empty();
        try {
            return claimed.isPresent() ? claim(request, claimed.get()) : cold(request);
        } catch (IOException e) {
            claimed.ifPresent(warm -> warm.driver().process().kill());
            throw cannotWrite(request, e);
        }
    }

    private InteractiveSession guest(SessionRequest request, SharedDriverAllocator.Allocation allocation) {
        try {
            DriverFolder folder = store.own(request.created().id());
            folder.create();
            // It proves itself as its driver does: both are one process.
            SessionSecret.read(allocation.driver().secret()).write(folder.secret());
            InteractiveSession session = create(request.created(), new Folders(folder, allocation.driver(), true));
            session.recordShared(allocation);
            if (!allocation.start().warm()) {
                drivers.warm().countCold();
            }
            return session;
        } catch (IOException e) {
            drivers.shared().free(request.guest().name());
            throw cannotWrite(request, e);
        }
    }

    private InteractiveSession claim(SessionRequest request, ClaimedDriver driver) throws IOException {
        DriverFolder folder = driver.driver().folder();
        InteractiveSession session = create(request.created(), new Folders(folder, folder, false));
        session.claim(driver, request.match().settings());
        return session;
    }

    private InteractiveSession cold(SessionRequest request) throws IOException {
        DriverFolder folder = store.own(request.created().id());
        folder.createWithSecret();
        InteractiveSession session = create(request.created(), new Folders(folder, folder, false));
        session.recordCold(whyCold(request.match()));
        drivers.warm().countCold();
        return session;
    }

    private InteractiveSession create(SessionEntry.Created created, Folders folders) throws IOException {
        JournalFile<SessionEntry> journal = store.journal(created.id()).journal();
        journal.append(created);
        return new InteractiveSession(created, context(created, journal, folders));
    }

    private SessionContext context(SessionEntry.Created created, JournalFile<SessionEntry> journal, Folders folders) {
        return new SessionContext(
                journal,
                folders.own(),
                folders.driver(),
                folders.shared() ? drivers.shared().launcher() : drivers.launcher(),
                Expiration.of(created.spec().lifetime(), rules.timeout()),
                services);
    }

    private SessionStart whyCold(WarmMatch match) {
        if (drivers.warm().wanted() == 0) {
            return SessionStart.noPool();
        }
        return match.fits() ? SessionStart.noneReady() : SessionStart.forced(match.decidedAtStart());
    }

    private static UncheckedIOException cannotWrite(SessionRequest request, IOException e) {
        return new UncheckedIOException(
                "cannot write the folder of session " + request.created().id(), e);
    }

    /** Returns the driver to launch for a session without one. */
    DriverSpec driver(InteractiveSession session, SessionRequest request) {
        return new DriverSpec(
                session.driverName(),
                session.folder(),
                settings.cores(request.created().spec()),
                settings.memory(request.created().spec()),
                request.settings(),
                List.of(),
                request.created().spec().proxyUser());
    }

    /** Restores the session of an earlier server. */
    InteractiveSession recover(SessionEntry.Created created, JournalFile.Opened<SessionEntry> opened) {
        DriverFolder own = store.own(created.id());
        Folders folders = new Folders(own, own, false);
        for (SessionEntry entry : opened.entries()) {
            if (entry instanceof SessionEntry.Claimed claimed) {
                DriverFolder folder = store.folder(claimed.name());
                folders = new Folders(folder, folder, false);
            } else if (entry instanceof SessionEntry.Shares shared) {
                folders = new Folders(folders.own(), store.folder(shared.driver()), true);
            }
        }
        return new InteractiveSession(created, context(created, opened.journal(), folders));
    }
}
