package org.sparklaunch.livy.settings;

import org.sparklaunch.platform.quantity.MemorySize;

/** Computes what a driver needs besides its heap, by Spark's own rule for drivers in containers. */
public final class MemoryOverhead {
    private static final long DIVISOR = 10;
    private static final MemorySize LEAST = new MemorySize(384);

    private MemoryOverhead() {}

    /** Returns a tenth of the heap, but at least 384 MiB. */
    public static MemorySize of(MemorySize heap) {
        return new MemorySize(Math.max(LEAST.mebibytes(), heap.mebibytes() / DIVISOR));
    }
}
