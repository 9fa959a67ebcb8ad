package org.sparklaunch.livy.server.rest;

import org.jspecify.annotations.Nullable;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.server.session.Job;

/** A job as Livy shows it. A client fails on any key besides these four. */
record JobJson(
        long id,
        JobState state,
        @Nullable String result,
        @Nullable String error) {

    static JobJson of(Job job) {
        return new JobJson(job.id(), job.state(), job.result(), job.error());
    }
}
