/**
 * Languages that run in a process of their own: Python and R.
 *
 * <p>A {@link org.sparklaunch.livy.driver.kernel.Kernel} is an interpreter that sends each statement to a child process
 * and reads the reply. Each is one line, over the child's standard streams. Its kernel script gives the user's code other
 * streams:
 *
 * <pre>
 *   driver to kernel   [greeting, ...]                     first line, strings that the language needs to start
 *                      [job group, code]                   a statement
 *   kernel to driver   {"status":"ok","data":{mime: JSON text, ...}}        ready, or a statement's output
 *                      {"status":"error","ename":...,"evalue":...,"traceback":[...],
 *                       "printed":...}                   printed before the error, may be missing
 *                      {"status":"ended","printed":...}  printed by a statement that ends the child
 * </pre>
 *
 * <p>Each array has strings only. Each JSON text is itself a string, which the driver passes on. The child runs as
 * leader of its own process group. The group gets the interrupts, and is killed when the child ends, when the kernel is
 * closed, and by a guard process when the driver dies, even if the statement never comes back.
 *
 * <p>Language packages know this package and {@link org.sparklaunch.livy.driver.interpreter}.
 */
@NullMarked
package org.sparklaunch.livy.driver.kernel;

import org.jspecify.annotations.NullMarked;
