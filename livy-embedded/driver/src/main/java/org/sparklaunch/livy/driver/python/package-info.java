/**
 * Python statements: a Python process with the installation's own PySpark on the session's one Spark session.
 *
 * <p>{@link org.sparklaunch.livy.driver.python.PythonLanguage} finds Python and PySpark and starts the kernel, whose
 * Python half is the resource folder {@code sparklaunch_kernel}. The child calls back through {@code PythonBridge}, py4j
 * as PySpark itself uses it, on loopback with a secret that only travels through the child's standard input.
 */
@NullMarked
package org.sparklaunch.livy.driver.python;

import org.jspecify.annotations.NullMarked;
