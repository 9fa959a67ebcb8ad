package org.sparklaunch.launcher.config;

import java.util.OptionalInt;
import org.sparklaunch.platform.quantity.MemorySize;

/**
 * The wanted workers.
 *
 * @param count how many, 1 or more
 * @param cores of each
 * @param memory that each may give to executors
 * @param port of the first one; the others take the next
 */
public record WorkerSpec(int count, int cores, MemorySize memory, OptionalInt port) {}
