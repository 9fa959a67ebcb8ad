package org.sparklaunch.livy.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sparklaunch.livy.protocol.JobState;
import org.sparklaunch.livy.protocol.SessionKind;
import org.sparklaunch.livy.server.session.Job;

class JobJsonTest {

    @ParameterizedTest
    @CsvSource({"SENT, QUEUED", "QUEUED, QUEUED", "STARTED, STARTED", "SUCCEEDED, SUCCEEDED", "CANCELLED, CANCELLED"})
    void clientThatPollsNeverReadsSent(JobState state, JobState shown) {
        assertThat(JobJson.of(job(state)).state()).isEqualTo(shown);
    }

    @Test
    void submissionIsAnsweredLikeLivys() {
        assertThat(JobJson.ofSubmitted(job(JobState.SENT)).state()).isEqualTo(JobState.SENT);
    }

    private static Job job(JobState state) {
        return new Job(1, SessionKind.SPARK, "AQAA", state, null, null, null);
    }
}
