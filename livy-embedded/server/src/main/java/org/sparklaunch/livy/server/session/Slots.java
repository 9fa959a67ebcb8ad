package org.sparklaunch.livy.server.session;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * How many drivers may run at a time, sessions and batches together, as in Livy. Nothing is counted up and down: whoever
 * starts drivers tells how many it has now, so a slot cannot leak. Thread-safe.
 */
public final class Slots {
    private final int max;
    private final List<IntSupplier> holders = new CopyOnWriteArrayList<>();

    public Slots(int max) {
        this.max = max;
    }

    /** From now on these count too. */
    public void count(IntSupplier held) {
        holders.add(held);
    }

    /**
     * Makes something that holds a slot. It must be among what its maker counts when this returns: only one is made at a
     * time, so that no burst of requests gets past the limit.
     *
     * @throws RejectedException in Livy's words when all slots are held
     */
    public synchronized <T> T take(Supplier<T> creation) {
        if (holders.stream().mapToInt(IntSupplier::getAsInt).sum() >= max) {
            throw new RejectedException("Rejected, too many sessions are being created!");
        }
        return creation.get();
    }
}
