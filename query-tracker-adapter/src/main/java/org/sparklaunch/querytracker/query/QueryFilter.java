package org.sparklaunch.querytracker.query;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which queries a listing has; newest first. Null means any.
 *
 * @param from inclusive
 * @param to inclusive
 * @param before exclusive: where the page before ended
 * @param text part of the query's text or annotations
 * @param limit most entries
 */
public record QueryFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Instant before,
        @Nullable String user,
        @Nullable String state,
        @Nullable String engine,
        @Nullable String text,
        int limit) {}
