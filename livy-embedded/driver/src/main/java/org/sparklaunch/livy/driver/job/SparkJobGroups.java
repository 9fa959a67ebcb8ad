package org.sparklaunch.livy.driver.job;

import org.apache.spark.SparkContext;

/** Spark's own groups of jobs. */
public final class SparkJobGroups implements Jobs.JobGroups {
    private final SparkContext context;

    public SparkJobGroups(SparkContext context) {
        this.context = context;
    }

    @Override
    public void begin(String group) {
        context.setJobGroup(group, "Livy " + group, true);
    }

    @Override
    public void cancel(String group) {
        context.cancelJobGroup(group);
    }
}
