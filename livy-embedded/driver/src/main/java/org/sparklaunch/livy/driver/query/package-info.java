/**
 * Statements of kind {@code query}, an extension of ours: several SQL statements in one, with arguments that Spark binds, and
 * results that keep every type.
 *
 * <p>{@link org.sparklaunch.livy.driver.query.QueryInterpreter} reads a {@link org.sparklaunch.livy.driver.query.QueryPayload}
 * and returns all results in one JSON value.
 */
@NullMarked
package org.sparklaunch.livy.driver.query;

import org.jspecify.annotations.NullMarked;
