/** Threads that do not keep a process alive, and processes that end with their parent. */
@NullMarked
package org.sparklaunch.platform.process;

import org.jspecify.annotations.NullMarked;
