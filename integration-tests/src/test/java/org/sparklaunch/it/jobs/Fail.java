package org.sparklaunch.it.jobs;

import org.apache.livy.Job;
import org.apache.livy.JobContext;

/** Throws. */
public final class Fail implements Job<Void> {
    private static final long serialVersionUID = 1;

    private final String words;

    public Fail(String words) {
        this.words = words;
    }

    @Override
    public Void call(JobContext context) {
        throw new IllegalStateException(words);
    }
}
