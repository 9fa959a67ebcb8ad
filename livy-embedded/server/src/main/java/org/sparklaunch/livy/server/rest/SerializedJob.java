package org.sparklaunch.livy.server.rest;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST …/submit-job} and {@code run-job}; the job is base64, which the server does not decode. */
record SerializedJob(@Nullable String job, @Nullable String jobType) {}
