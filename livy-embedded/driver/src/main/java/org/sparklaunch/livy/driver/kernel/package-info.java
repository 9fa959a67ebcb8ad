/**
 * Languages that run in a process of their own: Python and R.
 *
 * <p>A {@link org.sparklaunch.livy.driver.kernel.Kernel} is an interpreter that passes each statement to a child process
 * and reads the answer. The conversation is one line each way, over the child's standard streams, which its kernel script
 * takes out of the user's way:
 *
 * <pre>
 *   driver to kernel   [greeting, ...]                     first line, strings that the language needs to start
 *                      [job group, code]                   a statement
 *   kernel to driver   {"status":"ok","data":{mime: JSON text, ...}}        ready, or a statement's output
 *                      {"status":"error","ename":...,"evalue":...,"traceback":[...]}
 * </pre>
 *
 * <p>Each array holds strings only, each JSON text is itself a string: the driver passes it on unread. The child runs as
 * leader of its own process group. The group gets the interrupts, and is killed when the child ends, when the kernel is
 * closed, and by a guard process when the driver dies, even if the statement never comes back.
 *
 * <p>Language packages know this package and {@link org.sparklaunch.livy.driver.interpreter}.
 */
@NullMarked
package org.sparklaunch.livy.driver.kernel;

import org.jspecify.annotations.NullMarked;
