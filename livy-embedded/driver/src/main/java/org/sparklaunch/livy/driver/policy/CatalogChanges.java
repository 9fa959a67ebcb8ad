package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * Judges what the commands of a statement have made of the catalog. The locations that a command names are checked before it runs; this
 * finds a link in a folder that Spark chose, or that appeared in between. Judged are the entries as the catalog has them, before
 * each further plan of the session and at the end of the statement. Thread-safe.
 */
public final class CatalogChanges {
    private final List<Expected> open = new ArrayList<>();

    private record Expected(CatalogChange change, PolicyCheck check) {}

    CatalogChanges() {}

    /** Adds what a command that was checked will change. */
    synchronized void expect(List<CatalogChange> changes, PolicyCheck check) {
        changes.forEach(change -> open.add(new Expected(change, check)));
    }

    /**
     * Judges the changes until now. A change that the policy denies is undone.
     *
     * @throws AccessDeniedException after all changes were judged
     * @throws IllegalStateException after all changes were judged, when none was denied and one cannot be judged
     */
    synchronized void judge() {
        AccessDeniedException denied = null;
        Throwable failure = null;
        for (Expected expected : open) {
            try {
                AccessDeniedException found = judge(expected);
                denied = denied == null ? found : denied;
            } catch (Exception | LinkageError e) {
                // Scala throws checked exceptions undeclared. The other changes are judged all the same.
                failure = failure == null ? e : failure;
            }
        }
        if (denied != null) {
            throw denied;
        }
        if (failure != null) {
            throw new IllegalStateException("cannot judge a change of the catalog", failure);
        }
    }

    private static @Nullable AccessDeniedException judge(Expected expected) {
        CatalogChange change = expected.change;
        Optional<Resource.Location> location = change.uncovered();
        if (location.isEmpty()) {
            return null;
        }
        try {
            expected.check.demand(List.of(
                    new RequiredRight.Placed(Right.READ, location.get(), change.resource()),
                    new RequiredRight.Placed(Right.WRITE, location.get(), change.resource())));
            return null;
        } catch (AccessDeniedException e) {
            return new AccessDeniedException(e.getMessage()
                    + (isUndone(change)
                            ? ". The change was undone."
                            : ". The change cannot be undone; ask for the "
                                    + change.resource().describe() + " to be dropped."));
        }
    }

    private static boolean isUndone(CatalogChange change) {
        try {
            return change.undo();
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared.
            System.err.println("cannot undo the change of " + change.resource().describe() + ": " + e);
            return false;
        }
    }

    /**
     * Judges the changes at the end of a statement, also of one that failed.
     *
     * @throws AccessDeniedException when the policy denies one
     */
    public void settle() {
        // An interruption that cancelled the statement must not keep the catalog from restoring an entry.
        boolean interrupted = Thread.interrupted();
        try {
            judge();
        } finally {
            clear();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void clear() {
        open.clear();
    }
}
