package org.sparklaunch.livy.driver.group;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;

/**
 * Job groups of one Spark context.
 *
 * <p>Spark cancels only the jobs of a group that run at that moment. A query's thread can be interrupted before its first job is
 * registered, and Spark's own threads (adaptive stages, broadcasts) submit jobs after it has ended. So a cancelled group stays
 * cancelled: each of its jobs is cancelled when the listener sees its start. Spark 4 has a call with this meaning, which does
 * not cover the stages of adaptive queries and never ends; here it ends some seconds after the group, because threads of a
 * user's pool keep the group of the statement that created the pool.
 *
 * <p>A group is also a job tag, which stays when user code sets a job group of its own.
 */
public final class SparkJobGroups extends SparkListener implements JobGroups {
    /** How long jobs of a cancelled group are cancelled after the group ended. */
    static final Duration AFTERMATH = Duration.ofSeconds(10);

    private static final String GROUP = "spark.jobGroup.id";
    private static final String TAGS = "spark.job.tags";
    private static final long OPEN = Long.MAX_VALUE;

    private final SparkContext context;
    private final LongSupplier nanos;
    /** The jobs that run, by id, with their properties. */
    private final Map<Integer, Properties> active = new HashMap<>();
    /** The groups that have a thread. */
    private final Set<String> begun = new HashSet<>();
    /** Until when jobs of a cancelled group are cancelled; {@link #OPEN} while the group has not ended. */
    private final Map<String, Long> cancelled = new HashMap<>();

    private SparkJobGroups(SparkContext context, LongSupplier nanos) {
        this.context = context;
        this.nanos = nanos;
    }

    /** Returns the groups of a context, which listen until the context stops. */
    public static SparkJobGroups of(SparkContext context) {
        SparkJobGroups groups = new SparkJobGroups(context, System::nanoTime);
        context.addSparkListener(groups);
        return groups;
    }

    @Override
    public void begin(String group) {
        synchronized (this) {
            begun.add(group);
            cancelled.computeIfPresent(group, (name, end) -> OPEN);
        }
        assign(context, group);
    }

    /** Assigns the calling thread's jobs to the group, where no instance is at hand. */
    public static void assign(SparkContext context, String group) {
        String before = context.getLocalProperty(GROUP);
        if (before != null && !before.contains(",")) {
            context.removeJobTag(before);
        }
        context.setJobGroup(group, group.replace('-', ' '), true);
        context.addJobTag(group);
    }

    @Override
    public void end(String group) {
        context.removeJobTag(group);
        context.clearJobGroup();
        release(group);
    }

    private synchronized void release(String group) {
        begun.remove(group);
        cancelled.values().removeIf(this::isOver);
        cancelled.replace(group, nanos.getAsLong() + AFTERMATH.toNanos());
    }

    @Override
    public void cancel(String group) {
        synchronized (this) {
            cancelled.putIfAbsent(group, begun.contains(group) ? OPEN : nanos.getAsLong() + AFTERMATH.toNanos());
        }
        try {
            context.cancelJobGroup(group);
            context.cancelJobsWithTag(group);
        } catch (IllegalStateException e) {
            if (!context.isStopped()) {
                throw e;
            }
            // A stopped context has no jobs.
        }
    }

    @Override
    public synchronized boolean isActive(String group) {
        return active.values().stream().anyMatch(properties -> isIn(properties, group));
    }

    /** Returns whether the job with these properties belongs to the group. */
    public static boolean isIn(Properties properties, String group) {
        return group.equals(properties.getProperty(GROUP))
                || Arrays.asList(properties.getProperty(TAGS, "").split(",", -1))
                        .contains(group);
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        if (job.properties() != null && register(job.jobId(), job.properties())) {
            context.cancelJob(job.jobId());
        }
    }

    /** Returns whether the job must be cancelled. */
    private synchronized boolean register(int job, Properties properties) {
        active.put(job, properties);
        Optional<Long> end = cancelled.entrySet().stream()
                .filter(group -> isIn(properties, group.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return end.isPresent() && !isOver(end.get());
    }

    private boolean isOver(long end) {
        return end != OPEN && nanos.getAsLong() - end >= 0;
    }

    @Override
    public synchronized void onJobEnd(SparkListenerJobEnd job) {
        active.remove(job.jobId());
    }
}
