package org.sparklaunch.livy.server.rest;

import io.javalin.http.Context;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code from} and {@code size} and cuts lists as Livy does. */
record Page(@Nullable Integer from, @Nullable Integer size) {
    private static final Pattern DIGITS = Pattern.compile("\\d+");

    static Page of(Context ctx) {
        return new Page(number(ctx, "from"), number(ctx, "size"));
    }

    /** Returns a number of the query, null when absent. The error message is Java's, as in Livy. */
    static @Nullable Integer number(Context ctx, String name) {
        String text = ctx.queryParam(name);
        return text == null ? null : parse(text);
    }

    /** Returns whether it is the number of a session or batch, not its name. Called for every request. */
    static boolean isNumber(String text) {
        return DIGITS.matcher(text).matches();
    }

    static int parse(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw LivyError.object(400, "For input string: \"" + text + "\"");
        }
    }

    int fromOr(int fallback) {
        return from == null ? fallback : from;
    }

    /** Returns the entries {@code from} to {@code from + size}, as Livy does: a negative start shortens the piece. */
    <T> List<T> cut(List<T> all, int defaultSize) {
        long start = fromOr(0);
        long end = start + (size == null ? defaultSize : size);
        return slice(all, start, end);
    }

    /** Returns a piece of a log; without a start, or with a negative one, its end. */
    <T> LogPiece<T> cutLog(List<T> all) {
        int wanted = size == null ? 100 : size;
        int length = wanted < 0 ? all.size() : wanted;
        int start = fromOr(-1) < 0 ? Math.max(0, all.size() - length) : fromOr(0);
        return new LogPiece<>(start, slice(all, start, (long) start + length));
    }

    /** Lines and their offset. */
    record LogPiece<T>(int from, List<T> lines) {}

    private static <T> List<T> slice(List<T> all, long start, long end) {
        int first = (int) Math.min(Math.max(0, start), all.size());
        int last = (int) Math.min(Math.max(first, end), all.size());
        return all.subList(first, last);
    }
}
