/**
 * Append-only files of JSON lines: what the server must still know after {@code kill -9}. Losing power is another matter:
 * nothing is forced to the disk. What the lines mean is the business of those who write them.
 */
@NullMarked
package org.sparklaunch.livy.server.journal;

import org.jspecify.annotations.NullMarked;
