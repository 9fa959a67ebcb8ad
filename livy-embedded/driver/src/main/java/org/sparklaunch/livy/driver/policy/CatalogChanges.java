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
    private final ThreadLocal<Boolean> showing = ThreadLocal.withInitial(() -> false);

    CatalogChanges() {}

    /** Adds what a command that was checked will change; nothing for a command that is only explained. */
    void expect(List<CatalogChange> changes, PolicyCheck check) {
        if (!changes.isEmpty() && !showing.get() && !RunningCommands.includeExplain()) {
            open.get().add(new CommandChanges(changes, check));
        }
    }

    /** Runs the analysis of a plan that is shown and does not run: no change is expected of its commands. */
    void expectNothing(Runnable analysis) {
        boolean before = showing.get();
        showing.set(true);
        try {
            analysis.run();
        } finally {
            showing.set(before);
        }
    }

    /**
     * Records that the commands until now have succeeded, unless one of them runs. Called when Spark parses SQL or checks a plan on the
     * calling thread: that is the next step of the statement, and a failure would have ended it.
     */
    void endCommands() {
        List<CommandChanges> commands = open.get();
        int last = commands.size() - 1;
        if (last >= 0 && commands.get(last).isRunning() && !RunningCommands.exist()) {
            for (int i = last; i >= 0 && commands.get(i).isRunning(); i--) {
                commands.get(i).end(true);
            }
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
        endCommands();
        List<CommandChanges> commands = open.get();
        if (!commands.isEmpty()) {
            judge(commands.subList(commands.size() - 1, commands.size()));
        }
    }

    /**
     * Judges all changes at the end of a statement, also of one that failed. What a failed command seems to have changed is not undone.
     *
     * @param succeeded whether the statement has succeeded, with all its commands
     * @throws AccessDeniedException when the policy denies one
     * @throws IllegalStateException when none is denied and one cannot be judged
     */
    public void settle(boolean succeeded) {
        // An interruption that cancelled the statement must not keep the catalog from restoring an entry.
        boolean interrupted = Thread.interrupted();
        try {
            open.get().forEach(command -> command.end(succeeded));
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
