package org.sparklaunch.livy.driver.policy;

import java.util.List;
import org.sparklaunch.livy.protocol.policy.Resource;
import org.sparklaunch.livy.protocol.policy.Right;

/**
 * The catalog entries that one command may give another location. Other sessions may change the same entries: a denied change is undone
 * only if it is known to be the command's. Used by the thread of its statement only.
 */
final class CommandChanges {
    /** The end of a command. */
    private enum Outcome {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    private final List<CatalogChange> changes;
    private final PolicyCheck check;
    private Outcome outcome = Outcome.RUNNING;

    CommandChanges(List<CatalogChange> changes, PolicyCheck check) {
        this.changes = List.copyOf(changes);
        this.check = check;
    }

    boolean isRunning() {
        return outcome == Outcome.RUNNING;
    }

    /** Sets how the command has ended, unless that is known. */
    void end(boolean succeeded) {
        if (isRunning()) {
            outcome = succeeded ? Outcome.SUCCEEDED : Outcome.FAILED;
        }
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
            verdict.deny(new AccessDeniedException(e.getMessage() + ". " + undo(change)));
        }
    }

    /** Returns what became of a denied change, as a sentence. */
    private String undo(CatalogChange change) {
        String entry = change.resource().describe();
        try {
            if (!isOwn(change)) {
                return "The change was not undone: another session may have made it. Ask for " + entry
                        + " to be checked.";
            }
            if (change.undo()) {
                return "The change was undone.";
            }
        } catch (Exception e) {
            // Scala throws checked exceptions undeclared.
            System.err.println("cannot undo the change of " + entry + ": " + e);
        }
        return "The change cannot be undone; ask for the " + entry + " to be dropped.";
    }

    private boolean isOwn(CatalogChange change) {
        return outcome != Outcome.FAILED && change.isOwn(outcome == Outcome.SUCCEEDED, check::isUser);
    }
}
