/**
 * The interface between the session driver and its languages.
 *
 * <p>An {@link org.sparklaunch.livy.driver.interpreter.Interpreter} runs the statements of one {@link
 * org.sparklaunch.livy.protocol.SessionKind} and answers each with a {@link
 * org.sparklaunch.livy.driver.output.StatementOutput}. {@link
 * org.sparklaunch.livy.driver.interpreter.Interpreters} starts each one at its first statement: a session that only
 * runs SQL starts no Scala compiler and no Python process.
 *
 * <p>To add a language: make a package {@code org.sparklaunch.livy.driver.<language>} with a public class that implements
 * {@link org.sparklaunch.livy.driver.interpreter.Interpreter} and a public static method that fits {@link
 * org.sparklaunch.livy.driver.interpreter.InterpreterFactory}, then name it in {@code SessionDriver.languages()}.
 * Language packages know this package, {@code output} and {@code row}, and not each other. Those that run in a process of
 * their own share {@code org.sparklaunch.livy.driver.kernel}.
 */
@NullMarked
package org.sparklaunch.livy.driver.interpreter;

import org.jspecify.annotations.NullMarked;
