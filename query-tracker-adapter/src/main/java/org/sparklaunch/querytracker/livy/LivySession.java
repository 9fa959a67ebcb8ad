package org.sparklaunch.querytracker.livy;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A session as the server reports it.
 *
 * @param name unique name on the server, if it has one
 * @param state a state of Livy, such as {@code starting} or {@code idle}
 * @param log the newest lines of its driver
 */
public record LivySession(int id, @Nullable String name, String state, List<String> log) {
    private static final Pattern FRAME = Pattern.compile("\\s+(at \\S.*|\\.\\.\\. \\d+ more)");

    /** Keeps a copy of the log. */
    public LivySession {
        log = List.copyOf(log);
    }

    /** Whether it is starting, or waits for its driver after a restart of the server. */
    public boolean isStarting() {
        return state.equals("starting") || state.equals("not_started") || isRecovering();
    }

    /** Whether its server has restarted and its driver has not connected yet. */
    public boolean isRecovering() {
        return state.equals("recovering");
    }

    /** Whether it has ended by itself. */
    public boolean isDead() {
        return state.equals("dead") || state.equals("error") || state.equals("killed");
    }

    /** Returns the log without the frames of stack traces. */
    public List<String> logWithoutFrames() {
        return log.stream().filter(line -> !FRAME.matcher(line).matches()).toList();
    }

    /** Whether statements can be posted; in a busy one they queue. */
    public boolean isUsable() {
        return state.equals("idle") || state.equals("busy");
    }
}
