package org.sparklaunch.livy.server.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sparklaunch.livy.protocol.SessionSecret;
import org.sparklaunch.livy.server.auth.Caller;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverSpec;
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
 * Makes sessions: checks what is asked for, finds the driver (a shared one, a warm one, or one of its own) and writes down
 * both before anything starts.
 */
final class SessionFactory {
    private final SparkSettings settings;
    private final SessionRules rules;
    private final SessionStore store;
    private final DriverSupply drivers;
    private final SessionServices services;

    /** The folder of a session and that of its driver, which is the same one unless the session shares its driver. */
    private record Folders(DriverFolder own, DriverFolder driver, boolean shared) {}

    /** The rules of what may be asked for. */
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
     * Checks a wish before anything is made for it.
     *
     * @throws RejectedException when it cannot be met
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

    /** A session in a shared driver that is there; takes no slot. */
    Optional<InteractiveSession> join(SessionRequest wish) {
        return shares(wish) ? drivers.sharing().join(wish.guest()).map(place -> guest(wish, place)) : Optional.empty();
    }

    private boolean shares(SessionRequest wish) {
        return drivers.sharing().serves(wish.created().spec(), wish.settings());
    }

    /** A session whose driver takes a slot. */
    InteractiveSession make(SessionRequest wish) {
        if (shares(wish)) {
            return guest(wish, drivers.sharing().found(wish.guest(), drivers.warm()::claim));
        }
        Optional<ClaimedDriver> claimed = wish.match().fits() ? drivers.warm().claim() : Optional.empty();
        try {
            return claimed.isPresent() ? claim(wish, claimed.get()) : cold(wish);
        } catch (IOException e) {
            claimed.ifPresent(driver -> driver.process().kill());
            throw cannotWrite(wish, e);
        }
    }

    private InteractiveSession guest(SessionRequest wish, SharedDriverAllocator.Place place) {
        try {
            DriverFolder folder = store.own(wish.created().id());
            folder.create();
            // It proves itself as its driver does: both are one process.
            SessionSecret.read(place.driver().secret()).write(folder.secret());
            InteractiveSession session = create(wish.created(), new Folders(folder, place.driver(), true));
            session.shares(place);
            if (!place.start().warm()) {
                drivers.warm().missed();
            }
            return session;
        } catch (IOException e) {
            drivers.sharing().leave(wish.guest().name());
            throw cannotWrite(wish, e);
        }
    }

    private InteractiveSession claim(SessionRequest wish, ClaimedDriver driver) throws IOException {
        InteractiveSession session = create(wish.created(), new Folders(driver.folder(), driver.folder(), false));
        session.claim(driver, wish.match().settings());
        return session;
    }

    private InteractiveSession cold(SessionRequest wish) throws IOException {
        DriverFolder folder = store.own(wish.created().id());
        folder.create();
        SessionSecret.generate().write(folder.secret());
        InteractiveSession session = create(wish.created(), new Folders(folder, folder, false));
        session.startsCold(whyCold(wish.match()));
        drivers.warm().missed();
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
                folders.shared() ? drivers.sharing().launcher() : drivers.launcher(),
                Expiration.of(created.spec().lifetime(), rules.timeout()),
                services);
    }

    private SessionStart whyCold(WarmMatch match) {
        if (drivers.warm().wanted() == 0) {
            return SessionStart.noPool();
        }
        return match.fits() ? SessionStart.noneReady() : SessionStart.forced(match.decidedAtStart());
    }

    private static UncheckedIOException cannotWrite(SessionRequest wish, IOException e) {
        return new UncheckedIOException(
                "cannot write the folder of session " + wish.created().id(), e);
    }

    /** What to launch for a session that does not have its driver yet. */
    DriverSpec driver(InteractiveSession session, SessionRequest wish) {
        return new DriverSpec(
                session.driverName(),
                session.folder(),
                settings.cores(wish.created().spec()),
                settings.memory(wish.created().spec()),
                wish.settings(),
                List.of(),
                wish.created().spec().proxyUser());
    }

    /** A session of an earlier server. */
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
