package org.sparklaunch.querytracker.pool;

import java.time.Instant;

/** A pooled session's state: starting → leased ⇄ idle → ended. Every state may end. */
sealed interface LeaseState {
    /** The server is asked for it, for the waiter that wants it. */
    record Starting() implements LeaseState {}

    /** No query has had it since then. */
    record Idle(Instant since) implements LeaseState {}

    /** One query has it. */
    record Leased() implements LeaseState {}

    /** It has ended or is being ended, and is never leased again. */
    record Ended() implements LeaseState {}
}
