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

    /** Returns a job that was just submitted. */
    static JobJson ofSubmitted(Job job) {
        return new JobJson(job.id(), job.state(), job.result(), job.error());
    }

    /** Returns a job for a client that polls. Livy has queued it by then, and its Python client fails on {@code SENT}. */
    static JobJson of(Job job) {
        JobState state = job.state() == JobState.SENT ? JobState.QUEUED : job.state();
        return new JobJson(job.id(), state, job.result(), job.error());
    }
}
