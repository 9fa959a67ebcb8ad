package org.sparklaunch.livy.protocol;

/**
 * Progress of a statement's Spark jobs.
 *
 * @param stages all known stages; the statement's next job may add more
 * @param tasks the tasks of all known stages
 * @param rows the rows that finished tasks read from sources
 */
public record TaskCounts(int stages, int stagesDone, int tasks, int tasksDone, long rows) {
    /** No job has started. */
    public static final TaskCounts NONE = new TaskCounts(0, 0, 0, 0, 0);
}
