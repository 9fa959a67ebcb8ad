/**
 * Scala statements, run by the Scala shell that the Spark installation brings.
 *
 * <p>{@link org.sparklaunch.livy.driver.scala.ScalaInterpreter} feeds a statement to the shell in complete pieces that
 * {@code CodePieces} cuts. {@code ScalaShell} is all that is bound to a Scala line; with its {@code ShellReporter} it is
 * written for 2.13, another line needs a twin of the two. {@code ClassicText} turns what 2.13 prints into the form that
 * Livy's clients know, {@code ConsoleCapture} collects what code prints. A {@code Magic}
 * line shows a value by {@code MagicOutput}, as JSON or as a {@code MagicTable}.
 */
@NullMarked
package org.sparklaunch.livy.driver.scala;

import org.jspecify.annotations.NullMarked;
