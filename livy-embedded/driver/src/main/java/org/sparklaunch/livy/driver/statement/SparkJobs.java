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
import org.sparklaunch.livy.driver.interpreter.StatementInput;
import org.sparklaunch.livy.protocol.DriverMessage;
import org.sparklaunch.livy.protocol.TaskCounts;

/**
 * Puts a statement's Spark jobs into a group of their own, and counts their stages, tasks and rows: finished tasks by all
 * known ones is the statement's progress, told at most ten times a second. Livy computes the same when it is asked.
 *
 * <p>The listener bus calls on its own thread, later than things happen; what it says of an earlier statement is ignored.
 */
public final class SparkJobs extends SparkListener implements StatementLoop.JobControl, AutoCloseable {
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final String GROUP_PROPERTY = "spark.jobGroup.id";
    private static final String POOL_PROPERTY = "spark.scheduler.pool";

    private final SparkSession spark;
    private final SparkContext context;
    private final Consumer<DriverMessage.StatementProgress> progress;
    private final Runnable ended;
    private final Set<Integer> stages = new HashSet<>();
    private @Nullable StatementInput current;
    private @Nullable String pool;
    private TaskCounts counts = TaskCounts.NONE;
    private long lastTold = System.nanoTime() - PAUSE_NANOS;

    /**
     * Makes a listener that is not registered yet.
     *
     * @param ended told once when Spark ended, whoever ended it
     */
    public SparkJobs(SparkSession spark, Consumer<DriverMessage.StatementProgress> progress, Runnable ended) {
        this.spark = spark;
        this.context = spark.sparkContext();
        this.progress = progress;
        this.ended = ended;
    }

    /** Has jobs take turns with those of other pools; without effect unless Spark's scheduler is fair. */
    public SparkJobs inPool(String name) {
        pool = name;
        return this;
    }

    @Override
    public void begin(StatementInput statement) {
        // What Spark reads outside of a query's own calls, it reads from the thread's session.
        SparkSession.setActiveSession(spark);
        context.setJobGroup(statement.jobGroup(), statement.jobGroup().replace('-', ' '), true);
        context.setLocalProperty(POOL_PROPERTY, pool);
        synchronized (this) {
            current = statement;
            stages.clear();
            counts = TaskCounts.NONE;
        }
    }

    @Override
    public synchronized void end(StatementInput statement) {
        if (statement.equals(current)) {
            current = null;
        }
    }

    @Override
    public void cancel(StatementInput statement) {
        context.cancelJobGroup(statement.jobGroup());
    }

    @Override
    public synchronized void onJobStart(SparkListenerJobStart job) {
        Properties properties = job.properties();
        if (current == null || properties == null) {
            return;
        }
        if (!current.jobGroup().equals(properties.getProperty(GROUP_PROPERTY))) {
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
        tell(current);
    }

    /** By its place in the record: the method of that name has another return type on each Scala line. */
    @SuppressWarnings("unchecked") // It is a sequence of these on all lines.
    private static scala.collection.Iterable<StageInfo> stages(SparkListenerJobStart job) {
        return (scala.collection.Iterable<StageInfo>) job.productElement(2);
    }

    @Override
    public synchronized void onStageCompleted(SparkListenerStageCompleted stage) {
        if (current != null && stages.contains(stage.stageInfo().stageId())) {
            counts = new TaskCounts(
                    counts.stages(), counts.stagesDone() + 1, counts.tasks(), counts.tasksDone(), counts.rows());
            tell(current);
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
        tell(current);
    }

    private void tell(StatementInput statement) {
        long now = System.nanoTime();
        if (now - lastTold >= PAUSE_NANOS) {
            lastTold = now;
            double fraction = counts.tasks() == 0 ? 0 : Math.min(1.0, (double) counts.tasksDone() / counts.tasks());
            progress.accept(new DriverMessage.StatementProgress(statement.id(), fraction, counts));
        }
    }

    @Override
    public void onApplicationEnd(SparkListenerApplicationEnd end) {
        ended.run();
    }

    /** Listens no more: other sessions may go on. */
    @Override
    public void close() {
        context.removeSparkListener(this);
    }
}
