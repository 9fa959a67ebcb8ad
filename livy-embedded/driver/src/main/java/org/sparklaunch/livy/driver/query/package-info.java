/**
 * Statements of kind {@code query}, which is an extension of ours: several SQL statements in one, with arguments that are
 * bound and never pasted, and results that keep every type.
 *
 * <p>{@link org.sparklaunch.livy.driver.query.QueryInterpreter} reads a {@link org.sparklaunch.livy.driver.query.QueryPayload}
 * and answers all results in one JSON value.
 */
@NullMarked
package org.sparklaunch.livy.driver.query;

import org.jspecify.annotations.NullMarked;
