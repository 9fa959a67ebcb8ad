package org.sparklaunch.launcher.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sparklaunch.commands.CommandException;
import org.sparklaunch.commands.ExitCode;

/** Collects what is wrong with a request, so that a user hears of everything at once. */
final class Problems {
    private final List<String> found = new ArrayList<>();

    void require(boolean holds, String otherwise) {
        if (!holds) {
            found.add(otherwise);
        }
    }

    /** The value, or a stand-in after its problem was noted; a stand-in never leaves {@link #throwIfAny}. */
    <T> T read(String option, Supplier<T> value, T standIn) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            found.add(option + ": " + e.getMessage());
            return standIn;
        }
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, String.join("\n", found));
        }
    }
}
