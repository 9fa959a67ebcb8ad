package org.sparklaunch.it.jobs;

import org.apache.livy.Job;
import org.apache.livy.JobContext;

/** Takes its time and gives nothing back. */
public final class Sleep implements Job<Void> {
    private static final long serialVersionUID = 1;

    private final long millis;

    public Sleep(long millis) {
        this.millis = millis;
    }

    @Override
    public Void call(JobContext context) throws Exception {
        Thread.sleep(millis);
        return null;
    }
}
