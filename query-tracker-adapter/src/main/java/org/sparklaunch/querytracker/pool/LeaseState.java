package org.sparklaunch.querytracker.pool;

import java.time.Instant;

/**
 * Where a pooled session stands. It changes by compare-and-set only, so that of a borrower and the housekeeper, or of two
 * borrowers, one wins: starting → leased ⇄ idle → ended; every state may end.
 */
sealed interface LeaseState {
    /** Its driver comes up for the borrower that asked for it. */
    record Starting() implements LeaseState {}

    /** Nobody's since then. */
    record Idle(Instant since) implements LeaseState {}

    /** One query's. */
    record Leased() implements LeaseState {}

    /** Gone or going; never lent again. */
    record Ended() implements LeaseState {}
}
