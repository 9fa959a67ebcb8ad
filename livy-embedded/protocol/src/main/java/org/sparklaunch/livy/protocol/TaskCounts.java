package org.sparklaunch.livy.protocol;

/**
 * What Spark has done for a statement so far.
 *
 * @param stages all known ones; more may come with the statement's next job
 * @param tasks of all known stages
 * @param rows read from sources by the tasks that are done
 */
public record TaskCounts(int stages, int stagesDone, int tasks, int tasksDone, long rows) {
    /** Nothing has begun. */
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0);
}
