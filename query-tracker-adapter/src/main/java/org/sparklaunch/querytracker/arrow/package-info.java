/**
 * Rows as an Arrow IPC stream: {@link org.sparklaunch.querytracker.arrow.ArrowStream}.
 *
 * <p>Only Arrow's generated message classes are used; the buffers are laid out here, on the heap, because Arrow's own vectors
 * need a JVM that is started with its internals opened.
 */
@NullMarked
package org.sparklaunch.querytracker.arrow;

import org.jspecify.annotations.NullMarked;
