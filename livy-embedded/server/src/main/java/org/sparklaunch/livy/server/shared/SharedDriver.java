package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.DriverHandle;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.process.DriverFolder;
import org.sparklaunch.livy.server.driver.process.DriverIdentity;
import org.sparklaunch.livy.server.driver.process.DriverLauncher;
import org.sparklaunch.livy.server.driver.process.DriverSpec;
import org.sparklaunch.livy.server.supply.ClaimedDriver;

/**
 * A driver and its guests. It is sent the list of guests at each change and on each connection, so that the next
 * connection repairs what one lost. Thread-safe.
 */
final class SharedDriver implements DriverListener {
    private static final Logger log = LoggerFactory.getLogger(SharedDriver.class);

    private final SharedEntry.Added made;
    private final DriverHandle driver;
    private final Consumer<SharedEntry> journal;
    private final InstantSource clock;
    private final Map<String, HostedGuest> hosted = new LinkedHashMap<>();
    private boolean launched;
    private final Reports reports = new Reports();
    private long lastEvent;
    private long emptySince;

    /** A guest. The driver is sent its name once it has entered, when its session can be found. */
    private static final class HostedGuest {
        final Map<String, String> settings;
        final GuestProcess process;
        boolean entered;

        HostedGuest(Map<String, String> settings, GuestProcess process) {
            this.settings = settings;
            this.process = process;
        }
    }

    /** Takes the journal of shared drivers. */
    SharedDriver(
            SharedEntry.Added made,
            DriverFolder folder,
            DriverLauncher launcher,
            Consumer<SharedEntry> journal,
            InstantSource clock) {
        this.made = made;
        this.driver = new DriverHandle(folder, launcher, this, this::recordLaunch, clock);
        this.journal = journal;
        this.clock = clock;
        this.emptySince = clock.millis();
    }

    private void recordLaunch(DriverIdentity identity) {
        journal.accept(new SharedEntry.Launched(name(), identity));
    }

    String name() {
        return made.name();
    }

    SharedEntry.Added made() {
        return made;
    }

    DriverFolder folder() {
        return driver.folder();
    }

    // ---- the start -----------------------------------------------------------------------------------------------

    /** Takes a warm driver, whose messages come here from now on. */
    synchronized void take(ClaimedDriver claimed) {
        driver.take(claimed.driver());
        lastEvent = claimed.lastEvent();
        launched = true;
        recordLaunch(claimed.driver().process().identity());
        journal.accept(new SharedEntry.Ready(name(), lastEvent));
        claimed.handOver().accept(this);
    }

    /** Starts the process at the first call. */
    void launch(DriverSpec spec) throws IOException {
        synchronized (this) {
            if (launched) {
                return;
            }
            launched = true;
        }
        driver.launch(spec);
    }

    /** Restores the driver of an earlier server from its journal entries. */
    synchronized void recover(List<SharedEntry> entries) {
        launched = true;
        Recovery recovery = new Recovery();
        entries.forEach(entry -> entry.accept(recovery));
        driver.recover(recovery.identity);
    }

    /** Follows the entries of a driver that has not ended, without those of former guests. */
    private final class Recovery implements SharedEntry.Visitor {
        private @Nullable DriverIdentity identity;

        @Override
        public void visit(SharedEntry.Added entry) {
            // The driver was made for it.
        }

        @Override
        public void visit(SharedEntry.Launched entry) {
            identity = entry.driver();
        }

        @Override
        public void visit(SharedEntry.Ready entry) {
            lastEvent = entry.event();
        }

        @Override
        public void visit(SharedEntry.Joined entry) {
            host(entry.guest(), entry.settings()).entered = true;
        }

        @Override
        public void visit(SharedEntry.Left entry) {
            hosted.remove(entry.guest());
        }

        @Override
        public void visit(SharedEntry.Gone entry) {
            throw new IllegalStateException("shared driver " + entry.name() + " has ended");
        }
    }

    // ---- guests ---------------------------------------------------------------------------------------------------

    /** Adds a guest unless the driver is full or over, and returns whether it did. */
    synchronized boolean join(String guest, Map<String, String> settings, int most) {
        if (hosted.size() >= most || !isAlive()) {
            return false;
        }
        host(guest, settings);
        journal.accept(new SharedEntry.Joined(name(), guest, settings));
        return true;
    }

    private HostedGuest host(String name, Map<String, String> settings) {
        HostedGuest guest = new HostedGuest(settings, new GuestProcess(this, name));
        hosted.put(name, guest);
        return guest;
    }

    /** Makes the driver start the guest. */
    synchronized GuestProcess enter(String session) {
        HostedGuest guest = hosted.get(session);
        if (guest == null) {
            throw new IllegalStateException("session " + session + " is not a guest of driver " + name());
        }
        guest.entered = true;
        sendGuests();
        return guest.process;
    }

    synchronized Optional<GuestProcess> guest(String session) {
        return Optional.ofNullable(hosted.get(session)).map(guest -> guest.process);
    }

    /** Makes the driver end the guest, if it has it. */
    synchronized void remove(String session) {
        HostedGuest guest = hosted.remove(session);
        if (guest != null) {
            guest.process.markEnded();
            journal.accept(new SharedEntry.Left(name(), session));
            sendGuests();
            emptySince = clock.millis();
        }
    }

    private void sendGuests() {
        Map<String, Map<String, String>> guests = new TreeMap<>();
        hosted.forEach((name, guest) -> {
            if (guest.entered) {
                guests.put(name, guest.settings);
            }
        });
        driver.send(new ServerMessage.Host(guests));
    }

    synchronized List<String> guests() {
        return List.copyOf(hosted.keySet());
    }

    /** Returns how long it has had no guest, in milliseconds; 0 while it has one. */
    synchronized long emptyFor() {
        return hosted.isEmpty() ? clock.millis() - emptySince : 0;
    }

    // ---- the connection ------------------------------------------------------------------------------------------

    synchronized boolean isReady() {
        return lastEvent > 0 && driver.isConnected();
    }

    /** Returns false once the process ended or the driver was given up. */
    boolean isAlive() {
        return driver.isAlive();
    }

    /** Returns whether the process ended, or the driver was given up or did not connect to a restarted server in time. */
    boolean isLost() {
        return driver.findLoss().isPresent() || !driver.isAlive();
    }

    @Override
    public synchronized void connected(DriverLink link, DriverMessage.Hello hello) {
        if (driver.accept(link, hello.pid())) {
            driver.send(new ServerMessage.Welcome(lastEvent));
            sendGuests();
        }
    }

    @Override
    public synchronized void received(DriverLink from, DriverMessage.Report report) {
        if (driver.isCurrent(from)) {
            report.accept(reports);
        }
    }

    /** The reports of the driver itself; its guests have connections of their own. Guarded by the driver's lock. */
    private final class Reports implements DriverMessage.Report.Visitor, DriverMessage.Event.Visitor {
        @Override
        public void visit(DriverMessage.Event event) {
            event.accept((DriverMessage.Event.Visitor) this);
            lastEvent = Math.max(lastEvent, event.sequence());
            driver.send(new ServerMessage.Acknowledge(event.sequence()));
        }

        @Override
        public void visit(DriverMessage.SessionReady ready) {
            if (ready.sequence() > lastEvent) {
                journal.accept(new SharedEntry.Ready(name(), ready.sequence()));
            }
        }

        @Override
        public void visit(DriverMessage.SessionFailed failed) {
            log.warn("shared driver {} failed: {}", name(), failed.reason());
        }

        @Override
        public void visit(DriverMessage.GuestEnded ended) {
            HostedGuest guest = hosted.get(ended.guest());
            if (guest != null) {
                guest.process.markEnded();
            }
        }

        @Override
        public void visit(DriverMessage.WorkEvent event) {
            log.warn("shared driver {} reports work that it was not given: event {}", name(), event.sequence());
        }

        @Override
        public void visit(DriverMessage.StatementProgress progress) {
            // It has no statements of its own.
        }

        @Override
        public void visit(DriverMessage.Candidates candidates) {
            // It has no statements of its own.
        }
    }

    @Override
    public void disconnected(DriverLink from) {
        driver.detach(from);
    }

    // ---- the end -------------------------------------------------------------------------------------------------

    /** Gives the driver up if it has no guest and returns whether it has none; no guest can join from then on. */
    synchronized boolean retire() {
        boolean empty = hosted.isEmpty();
        if (empty) {
            driver.giveUp();
        }
        return empty;
    }

    /** Gives the driver up, with its guests; returns false when it was given up before. */
    synchronized boolean giveUp() {
        hosted.values().forEach(guest -> guest.process.markEnded());
        return driver.giveUp();
    }

    /** Ends the process at once for an owner that needs its memory; {@link #end} follows. */
    void kill() throws InterruptedException {
        driver.kill();
    }

    /** Ends the driver. Returns when neither a process nor a file is left. */
    void end() throws InterruptedException, IOException {
        giveUp();
        driver.end();
        journal.accept(new SharedEntry.Gone(name()));
    }
}
