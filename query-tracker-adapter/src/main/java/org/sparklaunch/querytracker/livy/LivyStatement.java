package org.sparklaunch.querytracker.livy;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A statement as the server reports it.
 *
 * @param state a state of Livy, such as {@code running} or {@code available}
 * @param progress between 0 and 1
 * @param counts what it has done so far
 * @param output null until it is final
 */
public record LivyStatement(
        int id,
        String code,
        String state,
        double progress,
        LivyCounts counts,
        @Nullable JsonNode output) {
    /** Whether it has ended. A failed statement ends as {@code available}, too. */
    public boolean isFinal() {
        return state.equals("available") || state.equals("cancelled") || state.equals("error");
    }
}
