/**
 * R statements: an R process, with the installation's SparkR on the session's one Spark session where there is SparkR.
 *
 * <p>{@link org.sparklaunch.livy.driver.r.RLanguage} starts the kernel, whose R half is the resource {@code kernel.R}.
 * SparkR calls back through {@code RBridge}, Spark's own backend for R. Spark 4 deprecates SparkR and PySpark's package of
 * Spark never had it; R runs without it just as well.
 */
@NullMarked
package org.sparklaunch.livy.driver.r;

import org.jspecify.annotations.NullMarked;
