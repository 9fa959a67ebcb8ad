/**
 * Jobs of Livy's programmatic clients: any number at a time, in parallel to the statements of the session.
 *
 * <p>{@link org.sparklaunch.livy.driver.job.Jobs} runs them and reports their life cycle. A job of kind {@code spark} comes
 * from Livy's Java library and runs here, through {@link org.sparklaunch.livy.driver.job.JavaJobs}; one of kind {@code
 * pyspark} runs in the session's Python kernel.
 */
@NullMarked
package org.sparklaunch.livy.driver.job;

import org.jspecify.annotations.NullMarked;
