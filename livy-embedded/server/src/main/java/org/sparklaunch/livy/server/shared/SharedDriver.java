package org.sparklaunch.livy.server.shared;

import java.io.IOException;
import java.time.Duration;
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
import org.sparklaunch.livy.server.driver.DriverFolder;
import org.sparklaunch.livy.server.driver.DriverLauncher;
import org.sparklaunch.livy.server.driver.DriverLink;
import org.sparklaunch.livy.server.driver.DriverListener;
import org.sparklaunch.livy.server.driver.DriverProcess;
import org.sparklaunch.livy.server.driver.DriverSpec;
import org.sparklaunch.livy.server.driver.DriverTermination;
import org.sparklaunch.livy.server.supply.ClaimedDriver;

/**
 * A driver and its guests. It is told who they are whenever that changes and on each connection, so that what was lost
 * with one is put right by the next. Thread-safe.
 */
final class SharedDriver implements DriverListener {
    private static final Logger log = LoggerFactory.getLogger(SharedDriver.class);

    /** Within this a living driver calls a restarted server; its pauses are far shorter. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final Duration KILL_LIMIT = Duration.ofSeconds(1);

    private final SharedEntry.Added made;
    private final DriverFolder folder;
    private final DriverLauncher launcher;
    private final Consumer<SharedEntry> journal;
    private final InstantSource clock;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private @Nullable DriverProcess process;
    private @Nullable DriverLink link;
    private boolean launching;
    private boolean gone;
    private long lastEvent;
    private long deadline = Long.MAX_VALUE;
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
        this.folder = folder;
        this.launcher = launcher;
        this.journal = journal;
        this.clock = clock;
        this.emptySince = clock.millis();
    }

    String name() {
        return made.name();
    }

    SharedEntry.Added made() {
        return made;
    }

    DriverFolder folder() {
        return folder;
    }

    // ---- its beginning -------------------------------------------------------------------------------------------

    /** Makes it of a warm driver, whose reports come here from now on. */
    synchronized void take(ClaimedDriver claimed) {
        process = claimed.process();
        link = claimed.link();
        lastEvent = claimed.lastEvent();
        launching = true;
        journal.accept(new SharedEntry.Launched(name(), process.identity()));
        journal.accept(new SharedEntry.Ready(name(), lastEvent));
        claimed.handOver().accept(this);
    }

    /** Starts its process if nobody has. */
    void launch(DriverSpec spec) throws IOException {
        synchronized (this) {
            if (launching) {
                return;
            }
            launching = true;
        }
        DriverProcess started = launcher.launch(spec);
        synchronized (this) {
            if (gone) {
                started.kill();
            } else {
                found(started);
            }
        }
    }

    private void found(DriverProcess driver) {
        process = driver;
        journal.accept(new SharedEntry.Launched(name(), driver.identity()));
    }

    /** Takes up what the journal tells of an earlier server's driver. */
    synchronized void recover(List<SharedEntry> entries) {
        launching = true;
        for (SharedEntry entry : entries) {
            if (entry instanceof SharedEntry.Launched launched) {
                process = launcher.find(launched.driver(), folder);
            } else if (entry instanceof SharedEntry.Ready ready) {
                lastEvent = ready.event();
            } else if (entry instanceof SharedEntry.Joined joined) {
                seat(joined.guest(), joined.settings()).entered = true;
            }
        }
        deadline = clock.millis() + CALL_LIMIT.toMillis();
    }

    // ---- its guests ----------------------------------------------------------------------------------------------

    /** Takes a guest in unless it is full or ends. */
    synchronized boolean join(String guest, Map<String, String> settings, int most) {
        if (gone || seats.size() >= most || !isAlive()) {
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
        tellGuests();
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
            tellGuests();
            emptySince = clock.millis();
        }
    }

    private void tellGuests() {
        if (link != null) {
            Map<String, Map<String, String>> guests = new TreeMap<>();
            seats.forEach((name, seat) -> {
                if (seat.entered) {
                    guests.put(name, seat.settings);
                }
            });
            link.send(new ServerMessage.Host(guests));
        }
    }

    synchronized List<String> guests() {
        return List.copyOf(seats.keySet());
    }

    /** How long it has had no guest, in milliseconds; 0 while it has one. */
    synchronized long emptyFor() {
        return seats.isEmpty() ? clock.millis() - emptySince : 0;
    }

    // ---- its talk ------------------------------------------------------------------------------------------------

    synchronized boolean isReady() {
        return lastEvent > 0 && link != null && !gone;
    }

    /** False once its process ended or it was given up. */
    synchronized boolean isAlive() {
        return !gone && (process == null || process.isAlive());
    }

    /** Whether its process ended, or it did not call a restarted server in time. */
    synchronized boolean isLost() {
        return !isAlive() || (link == null && clock.millis() >= deadline);
    }

    @Override
    public synchronized void connected(DriverLink newLink, DriverMessage.Hello hello) {
        if (gone) {
            newLink.close();
            return;
        }
        if (link != null) {
            link.close();
        }
        link = newLink;
        deadline = Long.MAX_VALUE;
        if (process == null) {
            // The earlier server died between starting this driver and writing down its pid.
            launcher.adopt(hello.pid(), folder).ifPresent(this::found);
        }
        newLink.send(new ServerMessage.Welcome(lastEvent));
        tellGuests();
    }

    @Override
    public synchronized void received(DriverLink from, DriverMessage message) {
        if (from != link || !(message instanceof DriverMessage.Event event)) {
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
        from.send(new ServerMessage.Acknowledge(event.sequence()));
    }

    @Override
    public synchronized void disconnected(DriverLink from) {
        if (from == link) {
            link = null;
        }
    }

    // ---- its end -------------------------------------------------------------------------------------------------

    /** Gives it up if it has no guest; nobody can join from then on. */
    synchronized boolean retire() {
        boolean empty = seats.isEmpty();
        gone = gone || empty;
        return empty;
    }

    /** Gives it up, with its guests; false when it was before. */
    synchronized boolean giveUp() {
        boolean first = !gone;
        gone = true;
        seats.values().forEach(seat -> seat.process.leftDriver());
        return first;
    }

    /** Ends the process at once, for somebody who waits for its memory; {@link #end} comes next. */
    void kill() throws InterruptedException {
        DriverProcess known = process();
        if (known != null) {
            known.kill();
            known.awaitExit(KILL_LIMIT);
        }
    }

    /** Ends what is left of it. Returns when there is no process and no file any more. */
    void end() throws InterruptedException, IOException {
        giveUp();
        DriverProcess known = process();
        DriverLink last;
        synchronized (this) {
            last = link;
            link = null;
        }
        if (known != null) {
            DriverTermination.end(known, last);
        }
        if (last != null) {
            last.close();
        }
        folder.delete();
        journal.accept(new SharedEntry.Gone(name()));
    }

    private synchronized @Nullable DriverProcess process() {
        return process;
    }
}
