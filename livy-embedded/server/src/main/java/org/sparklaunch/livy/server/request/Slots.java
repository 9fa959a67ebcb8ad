package org.sparklaunch.livy.server.request;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Limits how many drivers run at a time: sessions and batches together, as in Livy, and warm drivers. Owners report how
 * many drivers they have now, so a slot cannot leak as a counter could. Thread-safe.
 */
public final class Slots {
    private final int max;
    private final List<IntSupplier> holders = new CopyOnWriteArrayList<>();
    private final List<Spare> spares = new CopyOnWriteArrayList<>();

    /** Spare drivers, which have no user; they hold slots only while no user needs these. */
    public interface Spare {

        int held();

        /** Ends one before it returns, unless there is none. */
        void giveUpOne();
    }

    public Slots(int max) {
        this.max = max;
    }

    /** Counts these drivers from now on. */
    public void count(IntSupplier held) {
        holders.add(held);
    }

    /** Counts these spare drivers from now on. */
    public void count(Spare spare) {
        spares.add(spare);
    }

    /**
     * Creates a user's session or batch in a slot. Its owner must count it when the creation returns. Only one creation
     * runs at a time, so no burst of requests exceeds the limit. Ends spare drivers if necessary.
     *
     * @throws RejectedException with Livy's message when users hold all slots
     */
    public synchronized <T> T take(Supplier<T> creation) {
        if (users() >= max) {
            throw RejectedException.limit("Rejected, too many sessions are being created!");
        }
        T made = creation.get();
        // Checked afterwards: a session that took a spare driver needs no further slot.
        for (Spare spare : spares) {
            while (users() + spared() > max && spare.held() > 0) {
                spare.giveUpOne();
            }
        }
        return made;
    }

    /** Creates a spare driver if a slot is free; its owner must count it when the creation returns. */
    public synchronized <T> Optional<T> offer(Supplier<Optional<T>> creation) {
        return users() + spared() < max ? creation.get() : Optional.empty();
    }

    /** The number of slots that users hold, spare drivers not counted, and the limit. */
    public record Tally(int used, int max) {
        /**
         * Returns how many more users can have. After a restart with a smaller limit they may have more than the limit.
         */
        public int free() {
            return Math.max(0, max - used);
        }
    }

    /** Returns the current numbers. */
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
