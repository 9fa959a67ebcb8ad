/**
 * Jobs of Livy's programmatic clients: any number at a time, beside the statements of the same session.
 *
 * <p>{@link org.sparklaunch.livy.driver.job.Jobs} owns their life cycle and reports it. A job of kind {@code spark} comes
 * from Livy's Java library and runs here, through {@link org.sparklaunch.livy.driver.job.JavaJobs}; one of kind {@code
 * pyspark} runs in the session's Python kernel.
 */
@NullMarked
package org.sparklaunch.livy.driver.job;

import org.jspecify.annotations.NullMarked;
