/**
 * The Scala 2.13 compiler of Spark 4: {@code Shell213} runs code, {@code Reporter213} takes apart the messages of the
 * compiler, {@code ClassicOutput} turns the results that 2.13 prints into the form that Livy's clients know. The twin for
 * Spark 3.5, written for Scala 2.12, is a module of its own.
 */
@NullMarked
package org.sparklaunch.livy.driver.scala213;

import org.jspecify.annotations.NullMarked;
