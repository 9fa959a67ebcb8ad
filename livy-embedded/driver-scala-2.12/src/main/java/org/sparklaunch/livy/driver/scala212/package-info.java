/**
 * The Scala 2.12 compiler of Spark 3.5: {@code Shell212} runs code, {@code Reporter212} takes apart the messages of the
 * compiler. Results have the classical form already.
 */
@NullMarked
package org.sparklaunch.livy.driver.scala212;

import org.jspecify.annotations.NullMarked;
