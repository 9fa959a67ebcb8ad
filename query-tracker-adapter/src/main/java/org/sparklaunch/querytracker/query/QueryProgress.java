package org.sparklaunch.querytracker.query;

import org.sparklaunch.querytracker.livy.LivyCounts;

/**
 * The progress of a query. Counts are 0 where the Livy server reports none, as a stock one does.
 *
 * @param fraction between 0 and 1
 * @param stages of Spark, known so far
 * @param tasks of all known stages
 * @param rows read from sources by the tasks that are done
 */
public record QueryProgress(double fraction, int stages, int stagesDone, int tasks, int tasksDone, long rows) {
    /** Nothing is done yet. */
    public static final QueryProgress NONE = of(0, LivyCounts.NONE);

    public static QueryProgress of(double fraction, LivyCounts counts) {
        return new QueryProgress(
                fraction, counts.stages(), counts.stagesDone(), counts.tasks(), counts.tasksDone(), counts.rows());
    }

    /** Returns the same counts with the fraction 1. */
    public QueryProgress done() {
        return new QueryProgress(1, stages, stagesDone, tasks, tasksDone, rows);
    }
}
