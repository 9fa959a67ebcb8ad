/**
 * SQL statements: straight to Spark, never through a shell of another language.
 *
 * <p>{@link org.sparklaunch.livy.driver.sql.SqlInterpreter} runs one, {@code RowJson} writes what came back in Livy's shape.
 */
@NullMarked
package org.sparklaunch.livy.driver.sql;

import org.jspecify.annotations.NullMarked;
