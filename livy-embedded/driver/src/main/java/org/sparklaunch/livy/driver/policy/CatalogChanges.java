package org.sparklaunch.livy.driver.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * Judges what the commands of a statement have made of the catalog. The locations that a command names are checked before it runs; this
 * finds a link in a folder that Spark chose, or that appeared in between. Judged are the entries as the catalog has them, before
 * each further plan of the statement and at its end.
 *
 * <p>Each thread has a list of its own, without a lock: an abandoned statement, whose thread continues, judges its own changes only,
 * and a slow catalog delays no other statement. Spark analyzes the plans of a SQL statement on the statement's thread.
 */
public final class CatalogChanges {
    private final ThreadLocal<List<CommandChanges>> open = ThreadLocal.withInitial(ArrayList::new);

    CatalogChanges() {}

    /** Adds what a command that was checked will change. */
    void expect(List<CatalogChange> changes, PolicyCheck check) {
        if (!changes.isEmpty()) {
            open.get().add(new CommandChanges(changes, check));
        }
    }

    /**
     * Judges the changes of the newest command, before a further plan: those of the commands before it were judged before it ran. A change
     * that the policy denies is undone.
     *
     * @throws AccessDeniedException after all its changes were judged
     * @throws IllegalStateException after all its changes were judged, when none was denied and one cannot be judged
     */
    void judgeNewest() {
        List<CommandChanges> commands = open.get();
        if (!commands.isEmpty()) {
            judge(commands.subList(commands.size() - 1, commands.size()));
        }
    }

    /**
     * Judges all changes at the end of a statement, also of one that failed.
     *
     * @throws AccessDeniedException when the policy denies one
     * @throws IllegalStateException when none is denied and one cannot be judged
     */
    public void settle() {
        // An interruption that cancelled the statement must not keep the catalog from restoring an entry.
        boolean interrupted = Thread.interrupted();
        try {
            judge(open.get());
        } finally {
            open.remove();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void judge(List<CommandChanges> commands) {
        CatalogVerdict verdict = new CatalogVerdict();
        commands.forEach(command -> command.judge(verdict));
        verdict.throwIfBad();
    }
}
