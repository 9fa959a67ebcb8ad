/**
 * SQL statements, which go straight to Spark and never through a shell of another language.
 *
 * <p>{@link org.sparklaunch.livy.driver.sql.SqlInterpreter} runs one. {@link org.sparklaunch.livy.driver.row.LivyRowJson}
 * writes the rows in Livy's shape.
 */
@NullMarked
package org.sparklaunch.livy.driver.sql;

import org.jspecify.annotations.NullMarked;
