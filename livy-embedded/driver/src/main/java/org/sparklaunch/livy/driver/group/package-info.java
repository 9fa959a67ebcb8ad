/**
 * Groups of Spark jobs, each of which can be cancelled as a whole: the jobs of a statement, of a client's job, of a result that
 * is read. {@link org.sparklaunch.livy.driver.group.SparkJobGroups} also cancels jobs that start after the cancellation.
 */
@NullMarked
package org.sparklaunch.livy.driver.group;

import org.jspecify.annotations.NullMarked;
