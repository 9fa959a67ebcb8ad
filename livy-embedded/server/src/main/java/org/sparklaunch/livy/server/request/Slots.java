package org.sparklaunch.livy.server.request;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How many drivers may run at a time, sessions and batches together, as in Livy, and warm drivers with them. Nothing is
 * counted up and down: whoever starts drivers tells how many it has now, so a slot cannot leak. Thread-safe.
 */
public final class Slots {
    private final int max;
    private final List<IntSupplier> holders = new CopyOnWriteArrayList<>();
    private final List<Spare> spares = new CopyOnWriteArrayList<>();

    /** Drivers that nobody owns yet: they have slots only while no user needs these. */
    public interface Spare {

        int held();

        /** Ends one for certain before it returns, unless there is none. */
        void giveUpOne();
    }

    public Slots(int max) {
        this.max = max;
    }

    /** From now on these count too. */
    public void count(IntSupplier held) {
        holders.add(held);
    }

    /** From now on these count too, and give way. */
    public void count(Spare spare) {
        spares.add(spare);
    }

    /**
     * Makes something of a user's that holds a slot. It must be among what its maker counts when this returns: only one is
     * made at a time, so that no burst of requests gets past the limit. Spare drivers give way.
     *
     * @throws RejectedException in Livy's words when users hold all slots
     */
    public synchronized <T> T take(Supplier<T> creation) {
        if (users() >= max) {
            throw new RejectedException("Rejected, too many sessions are being created!");
        }
        T made = creation.get();
        // Looked at afterwards: what was made of a spare driver needs no more room than that had.
        for (Spare spare : spares) {
            while (users() + spared() > max && spare.held() > 0) {
                spare.giveUpOne();
            }
        }
        return made;
    }

    /** Lets a spare driver be made if a slot is free; it must be among what its maker counts when this returns. */
    public synchronized <T> Optional<T> offer(Supplier<Optional<T>> creation) {
        return users() + spared() < max ? creation.get() : Optional.empty();
    }

    /** How many drivers users have, spare ones not counted, of how many. */
    public record Tally(int used, int max) {
        /** How many more they can have. After a restart with a smaller limit there may be more drivers than that. */
        public int free() {
            return Math.max(0, max - used);
        }
    }

    /** The slots at this moment. */
    public synchronized Tally tally() {
        return new Tally(users(), max);
    }

    private int users() {
        return holders.stream().mapToInt(IntSupplier::getAsInt).sum();
    }

    private int spared() {
        return spares.stream().mapToInt(Spare::held).sum();
    }
}
