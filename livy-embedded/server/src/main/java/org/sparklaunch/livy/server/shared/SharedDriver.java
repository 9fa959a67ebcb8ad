package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.ServerMessage;
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverHandle;
import org.sparklaunch.livy.server.driver.DriverIdentity;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.supply.ClaimedDriver;

/**
 * A driver and its guests. It is told who they are whenever that changes and on each connection, so that what was lost
 * with one is put right by the next. Thread-safe.
 */
final class SharedDriver implements DriverListener {
    private static final Logger log = LoggerFactory.getLogger(SharedDriver.class);

    private final SharedEntry.Added made;
    private final DriverHandle driver;
    private final Consumer<SharedEntry> journal;
    private final InstantSource clock;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private boolean launched;
    private long lastEvent;
    private long emptySince;

    /** A guest's place; the driver is told of it once it has entered, when its session can be found. */
    private static final class Seat {
        final Map<String, String> settings;
        final GuestProcess process;
        boolean entered;

        Seat(Map<String, String> settings, GuestProcess process) {
            this.settings = settings;
            this.process = process;
        }
    }

    /** Takes who to tell of what is to be remembered. */
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
        DriverIdentity identity = null;
        for (SharedEntry entry : entries) {
            if (entry instanceof SharedEntry.Launched recorded) {
                identity = recorded.driver();
            } else if (entry instanceof SharedEntry.Ready ready) {
                lastEvent = ready.event();
            } else if (entry instanceof SharedEntry.Joined joined) {
                seat(joined.guest(), joined.settings()).entered = true;
            }
        }
        driver.recover(identity);
    }

    // ---- its guests ----------------------------------------------------------------------------------------------

    /** Takes a guest in unless it is full or ends. */
    synchronized boolean join(String guest, Map<String, String> settings, int most) {
        if (seats.size() >= most || !isAlive()) {
            return false;
        }
        seat(guest, settings);
        journal.accept(new SharedEntry.Joined(name(), guest, settings));
        return true;
    }

    private Seat seat(String guest, Map<String, String> settings) {
        Seat seat = new Seat(settings, new GuestProcess(this, guest));
        seats.put(guest, seat);
        return seat;
    }

    /** Has the driver begin it. */
    synchronized GuestProcess enter(String guest) {
        Seat seat = seats.get(guest);
        if (seat == null) {
            throw new IllegalStateException("session " + guest + " has no place in driver " + name());
        }
        seat.entered = true;
        sendGuests();
        return seat.process;
    }

    synchronized Optional<GuestProcess> guest(String guest) {
        return Optional.ofNullable(seats.get(guest)).map(seat -> seat.process);
    }

    /** Has the driver end it, if it has it. */
    synchronized void leave(String guest) {
        Seat seat = seats.remove(guest);
        if (seat != null) {
            seat.process.leftDriver();
            journal.accept(new SharedEntry.Left(name(), guest));
            sendGuests();
            emptySince = clock.millis();
        }
    }

    private void sendGuests() {
        Map<String, Map<String, String>> guests = new TreeMap<>();
        seats.forEach((name, seat) -> {
            if (seat.entered) {
                guests.put(name, seat.settings);
            }
        });
        driver.send(new ServerMessage.Host(guests));
    }

    synchronized List<String> guests() {
        return List.copyOf(seats.keySet());
    }

    /** How long it has had no guest, in milliseconds; 0 while it has one. */
    synchronized long emptyFor() {
        return seats.isEmpty() ? clock.millis() - emptySince : 0;
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
    public synchronized void received(DriverLink from, DriverMessage message) {
        if (!driver.isCurrent(from) || !(message instanceof DriverMessage.Event event)) {
            return;
        }
        if (event instanceof DriverMessage.SessionFailed failed) {
            log.warn("shared driver {} failed: {}", name(), failed.reason());
        } else if (event instanceof DriverMessage.SessionReady && event.sequence() > lastEvent) {
            journal.accept(new SharedEntry.Ready(name(), event.sequence()));
        } else if (event instanceof DriverMessage.GuestEnded ended) {
            Seat seat = seats.get(ended.guest());
            if (seat != null) {
                seat.process.leftDriver();
            }
        }
        lastEvent = Math.max(lastEvent, event.sequence());
        driver.send(new ServerMessage.Acknowledge(event.sequence()));
    }

    @Override
    public void disconnected(DriverLink from) {
        driver.detach(from);
    }

    // ---- the end -------------------------------------------------------------------------------------------------

    /** Gives the driver up if it has no guest and returns whether it has none; no guest can join from then on. */
    synchronized boolean retire() {
        boolean empty = seats.isEmpty();
        if (empty) {
            driver.giveUp();
        }
        return empty;
    }

    /** Gives the driver up, with its guests; returns false when it was given up before. */
    synchronized boolean giveUp() {
        seats.values().forEach(seat -> seat.process.leftDriver());
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
