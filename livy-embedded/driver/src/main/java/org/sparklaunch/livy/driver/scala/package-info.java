/**
 * Scala statements, run by the Scala shell that the Spark installation brings.
 *
 * <p>{@link org.sparklaunch.livy.driver.scala.ScalaInterpreter} feeds a statement to the shell in complete pieces that
 * {@code CodeBlocks} cuts. The shell, and the little else that needs class files of one Scala line, hides behind {@link
 * org.sparklaunch.livy.driver.scala.ScalaLine}. {@code ConsoleCapture} collects what code prints. A {@code Magic}
 * line shows a value by {@code MagicOutput}, as JSON or as a {@code MagicTable}.
 */
@NullMarked
package org.sparklaunch.livy.driver.scala;

import org.jspecify.annotations.NullMarked;
