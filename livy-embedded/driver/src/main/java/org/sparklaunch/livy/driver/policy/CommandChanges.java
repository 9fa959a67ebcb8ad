package org.sparklaunch.livy.driver.policy;

import java.util.List;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/** The catalog entries that one command may give another location. Used by the thread of its statement only. */
final class CommandChanges {
    private final List<CatalogChange> changes;
    private final PolicyCheck check;

    CommandChanges(List<CatalogChange> changes, PolicyCheck check) {
        this.changes = List.copyOf(changes);
        this.check = check;
    }

    /** Judges each change, also behind one that cannot be judged. */
    void judge(CatalogVerdict verdict) {
        for (CatalogChange change : changes) {
            try {
                change.uncovered().ifPresent(place -> demand(change, place, verdict));
            } catch (Exception | LinkageError e) {
                // Scala throws checked exceptions undeclared.
                verdict.fail(e);
            }
        }
    }

    private void demand(CatalogChange change, Resource.Location place, CatalogVerdict verdict) {
        try {
            check.demand(List.of(
                    new RequiredRight.Placed(Right.READ, place, change.resource()),
                    new RequiredRight.Placed(Right.WRITE, place, change.resource())));
        } catch (AccessDeniedException e) {
            verdict.deny(new AccessDeniedException(e.getMessage()
                    + (isUndone(change)
                            ? ". The change was undone."
                            : ". The change cannot be undone; ask for the "
                                    + change.resource().describe() + " to be dropped.")));
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
}
