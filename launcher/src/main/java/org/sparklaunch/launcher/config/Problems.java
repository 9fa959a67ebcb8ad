package org.sparklaunch.launcher.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;
import org.sparklaunch.platform.quantity.MemorySize;
import org.sparklaunch.platform.quantity.TimeString;

/** Collects what is wrong with a request, so that all problems are reported together. */
final class Problems {
    /** Spark refuses drivers and executors with less heap than 450 MiB. */
    private static final MemorySize LEAST_MEMORY = new MemorySize(512);

    private final List<String> found = new ArrayList<>();

    void add(String problem) {
        found.add(problem);
    }

    void require(boolean holds, String otherwise) {
        if (!holds) {
            found.add(otherwise);
        }
    }

    void requireAtLeastOne(String option, int value) {
        require(value >= 1, option + ": " + value + " is too few; give 1 or more");
    }

    /** Returns the value, or a stand-in after noting its problem. A stand-in never gets past {@link #throwIfAny}. */
    <T> T read(String option, Supplier<T> value, T standIn) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            found.add(option + ": " + e.getMessage());
            return standIn;
        }
    }

    /** Returns a size that is enough for a driver or an executor. */
    MemorySize readMemory(String option, String text) {
        MemorySize size = read(option, () -> MemorySize.parse(text), LEAST_MEMORY);
        require(
                size.compareTo(LEAST_MEMORY) >= 0,
                option + ": " + size + " is too little for Spark; give at least " + LEAST_MEMORY.toOption());
        return size;
    }

    /** Returns a duration above zero. */
    Duration readDuration(String option, String text) {
        Duration duration = read(option, () -> TimeString.parseOption(text), Duration.ofSeconds(1));
        require(!duration.isZero(), option + ": '" + text + "' is zero; give at least 1ms");
        return duration;
    }

    /** Returns a port; empty for null. */
    OptionalInt readPort(String option, @Nullable Integer port) {
        if (port == null) {
            return OptionalInt.empty();
        }
        require(port > 0 && port < 65536, option + ": " + port + " is not a port; give 1 to 65535");
        return OptionalInt.of(port);
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", found));
        }
    }
}
