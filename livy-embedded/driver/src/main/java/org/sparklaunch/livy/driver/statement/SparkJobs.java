package org.sparklaunch.livy.driver.statement;

import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.driver.group.JobGroups;
import org.sparklaunch.livy.driver.group.SparkJobGroups;
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.TaskCounts;

/**
 * Assigns a statement's Spark jobs to a group of their own, and counts their stages, tasks and rows. The progress is the
 * finished tasks divided by all known ones, reported at most ten times a second. Livy computes the same on request.
 *
 * <p>The listener bus calls on its own thread and late; events of an earlier statement are ignored.
 */
public final class SparkJobs extends SparkListener implements JobControl, AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final String POOL_PROPERTY = "spark.scheduler.pool";

    private final SparkSession spark;
    private final SparkContext context;
    private final JobGroups groups;
    private final Consumer<DriverMessage.StatementProgress> progress;
    private final Runnable ended;
    private final @Nullable String pool;
    private final Set<Integer> stages = new HashSet<>();
    private @Nullable StatementInput current;
    private TaskCounts counts = TaskCounts.NONE;
    private long lastReported = System.nanoTime() - PAUSE_NANOS;

    /**
     * Makes a listener that is not registered yet.
     *
     * @param ended called when the Spark application ended, for any reason
     */
    public SparkJobs(
            SparkSession spark, JobGroups groups, Consumer<DriverMessage.StatementProgress> progress, Runnable ended) {
        this(spark, groups, progress, ended, null);
    }

    /**
     * Makes a listener that is not registered yet.
     *
     * @param ended called when the Spark application ended, for any reason
     * @param pool the scheduler pool of the jobs; has no effect unless Spark's scheduler is fair
     */
    public SparkJobs(
            SparkSession spark,
            JobGroups groups,
            Consumer<DriverMessage.StatementProgress> progress,
            Runnable ended,
            @Nullable String pool) {
        this.spark = spark;
        this.groups = groups;
        this.context = spark.sparkContext();
        this.progress = progress;
        this.ended = ended;
        this.pool = pool;
    }

    @Override
    public void begin(StatementInput statement) {
        // Outside of a query's own calls, Spark reads settings from the thread's active session.
        SparkSession.setActiveSession(spark);
        groups.begin(statement.jobGroup());
        context.setLocalProperty(POOL_PROPERTY, pool);
        synchronized (this) {
            current = statement;
            stages.clear();
            counts = TaskCounts.NONE;
        }
    }

    @Override
    public void end(StatementInput statement) {
        stopReporting(statement);
        groups.end(statement.jobGroup());
    }

    @Override
    public synchronized void stopReporting(StatementInput statement) {
        if (statement.equals(current)) {
            current = null;
        }
    }

    @Override
    public void cancel(StatementInput statement) {
        groups.cancel(statement.jobGroup());
    }

    @Override
    public boolean isActive(StatementInput statement) {
        return groups.isActive(statement.jobGroup());
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        if (current == null || properties == null) {
            return;
        }
        if (!SparkJobGroups.isIn(properties, current.jobGroup())) {
            return;
        }
        for (scala.collection.Iterator<StageInfo> i = stages(job).iterator(); i.hasNext(); ) {
            StageInfo stage = i.next();
            if (stages.add(stage.stageId())) {
                counts = new TaskCounts(
                        counts.stages() + 1,
                        counts.stagesDone(),
                        counts.tasks() + stage.numTasks(),
                        counts.tasksDone(),
                        counts.rows());
            }
        }
        report(current);
    }

    /** Reads the field by position: the accessor's return type differs between the Scala lines. */
    @SuppressWarnings("unchecked") // The field is a sequence of stages on both lines
    private static scala.collection.Iterable<StageInfo> stages(SparkListenerJobStart job) {
        return (scala.collection.Iterable<StageInfo>) job.productElement(2);
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
        if (current != null && stages.contains(stage.stageInfo().stageId())) {
            counts = new TaskCounts(
                    counts.stages(), counts.stagesDone() + 1, counts.tasks(), counts.tasksDone(), counts.rows());
            report(current);
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
        if (current == null
                || !stages.contains(task.stageId())
                || !task.taskInfo().successful()) {
            return;
        }
        long rows = task.taskMetrics() == null
                ? 0
                : task.taskMetrics().inputMetrics().recordsRead();
        counts = new TaskCounts(
                counts.stages(), counts.stagesDone(), counts.tasks(), counts.tasksDone() + 1, counts.rows() + rows);
        report(current);
    }

    private void report(StatementInput statement) {
        long now = System.nanoTime();
        if (now - lastReported >= PAUSE_NANOS) {
            lastReported = now;
            double fraction = counts.tasks() == 0 ? 0 : Math.min(1.0, (double) counts.tasksDone() / counts.tasks());
            progress.accept(new DriverMessage.StatementProgress(statement.id(), fraction, counts));
        }
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd end) {
        ended.run();
    }

    /** Stops listening. */
    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
