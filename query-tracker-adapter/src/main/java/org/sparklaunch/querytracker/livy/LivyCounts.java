package org.sparklaunch.querytracker.livy;

/**
 * The work of Spark for a statement so far; a stock server reports none.
 *
 * @param stages all known ones; more may come
 * @param tasks of all known stages
 * @param rows read from sources by the tasks that are done
 */
public record LivyCounts(int stages, int stagesDone, int tasks, int tasksDone, long rows) {
    /** Nothing is known. */
    public static final LivyCounts NONE = new LivyCounts(0, 0, 0, 0, 0);
}
