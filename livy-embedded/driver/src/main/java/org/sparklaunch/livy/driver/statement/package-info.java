/**
 * The session's statements: run one at a time in the order they came, cancelled on request, reported to the server.
 *
 * <p>{@link org.sparklaunch.livy.driver.statement.StatementLoop} owns order and life cycle, {@link
 * org.sparklaunch.livy.driver.statement.SparkJobs} ties a statement to its Spark jobs. {@link
 * org.sparklaunch.livy.driver.statement.Completions} answers beside them what code could go on with.
 */
@NullMarked
package org.sparklaunch.livy.driver.statement;

import org.jspecify.annotations.NullMarked;
